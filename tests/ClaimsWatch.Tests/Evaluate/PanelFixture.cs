using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

/// <summary>The four recorded panels of invented people (reference/panels.R).</summary>
internal static class PanelFixture
{
    public static readonly string[] Names = ["null", "by-sex", "clustered", "tiny"];

    public static Panel Panel(string name) => Reading(name).Panel;

    public static PanelReading Reading(string name) => PanelCsv.Read(Recorded.Text($"panel-{name}.csv"), $"panel-{name}.csv");

    public static OutcomeResults Measure(string name) => Outcomes.Measure(Panel(name), new PanelSettings());
}
