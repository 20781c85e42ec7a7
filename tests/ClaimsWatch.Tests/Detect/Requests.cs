using System.Text.Json;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Tests.Detect;

/// <summary>A detection on 2025-02-20 with every list fresh.</summary>
internal static class Requests
{
    public static readonly DateOnly Today = new(2025, 2, 20);

    public static DetectRequest Plain { get; } = With();

    public static DetectRequest With(int threads = 1, ListDates? lists = null, params Standing[] standings) => new(
        "R2024-11", Histories.T0, AsOf.Now, Today, standings.ToDictionary(s => s.Person), lists ?? ListDates.AllOn(Today),
        threads);

    public static DetectResult Run(Histories rows, DetectSettings? settings = null, params Standing[] standings) =>
        Detector.Run(rows.Store(), With(standings: standings), settings ?? new DetectSettings());

    public static string Text(DetectResult result) => JsonSerializer.Serialize(result);
}
