using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.MedicationLines;

/// <summary>
/// What can be known of a person's medicines in t0: lines, lines of unknown drugs or prescribers, 調剤 receipts without lines.
/// </summary>
public sealed class MedicationLineTally : ITally
{
    /// <inheritdoc/>
    public string Name => "medication_lines";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } =
        ["medication_lines.t0", "unknown_drug_lines.t0", "unknown_prescriber_lines.t0", "dispensing_receipts_without_lines.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        var claims = person.Claims(DetectionWindow.Position(0));
        var lines = person.Medications(DetectionWindow.Position(0));
        into.Clear();
        into[0] = lines.Count;
        for (var i = 0; i < lines.Count; i++)
        {
            into[1] += lines.Ingredient[i] == 0 ? 1 : 0;
            into[2] += TakeHome.Prescriber(lines.PrescriberInstitution[i], lines.Institution[i]) == 0 ? 1 : 0;
        }

        for (var i = 0; i < claims.Count; i++)
        {
            into[3] += claims.Kind[i] == (int)ClaimKind.Dispensing && !lines.Receipt.Contains(claims.Receipt[i]) ? 1 : 0;
        }
    }
}
