using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Psychotropics;

/// <summary>
/// Distinct prescribers of ベンゾジアゼピン受容体作動薬 in t0, oral or as needed and taken home: an injection for an examination or a
/// tablet during a stay is not a prescription the person carries.
/// </summary>
public sealed class PsychotropicTally : ITally
{
    /// <inheritdoc/>
    public string Name => "psychotropic_prescribers";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["psychotropic_prescribers.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        var claims = person.Claims(DetectionWindow.Position(0));
        var lines = person.Medications(DetectionWindow.Position(0));
        scratch.ClearIds();
        var ingredients = lines.Ingredient;
        var classes = lines.DrugClass;
        var legalClasses = lines.LegalClass;
        for (var i = 0; i < ingredients.Length; i++)
        {
            if (!BenzodiazepineAgonists.Has(ingredients[i], classes[i], legalClasses[i]))
            {
                continue;
            }

            var prescriber = TakeHome.Prescriber(lines.PrescriberInstitution[i], lines.Institution[i]);
            if (prescriber != 0 && lines.Route[i] is ((int)Route.Oral or (int)Route.AsNeeded)
                && !TakeHome.IsOfStay(claims, lines.Receipt[i]))
            {
                scratch.AddId(prescriber);
            }
        }

        into[0] = scratch.IdCount;
    }
}
