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
        var ingredients = lines.Ingredient;
        var institutions = lines.Institution;
        var prescribers = lines.PrescriberInstitution;
        for (var i = 0; i < ingredients.Length; i++)
        {
            into[1] += ingredients[i] == 0 ? 1 : 0;
            into[2] += TakeHome.Prescriber(prescribers[i], institutions[i]) == 0 ? 1 : 0;
        }

        var kinds = claims.Kind;
        var receipts = claims.Receipt;
        var ofLines = lines.Receipt;
        for (var i = 0; i < kinds.Length; i++)
        {
            into[3] += kinds[i] == (int)ClaimKind.Dispensing && !ofLines.Contains(receipts[i]) ? 1 : 0;
        }
    }
}
