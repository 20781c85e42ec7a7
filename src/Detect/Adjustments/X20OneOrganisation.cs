using ClaimsWatch.Detect.Exclusions;

namespace ClaimsWatch.Detect.Adjustments;

/// <summary>
/// X20 同じ法人・同じ建物: institutions of one group of the imported table (本院と分院, 同じ会社の薬局) count as one, wherever
/// institutions, pharmacies and prescribers are counted.
/// </summary>
public sealed class X20OneOrganisation(X20OneOrganisation.Settings settings, IReadOnlyDictionary<long, long>? groups)
    : ICountAdjustment
{
    /// <summary>Whether it is used.</summary>
    public sealed record Settings
    {
        /// <summary>Whether institutions of one group count as one.</summary>
        public bool On { get; init; }
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X20", "one-organisation", "本院・分院、同じ会社の薬局", "One organisation", "SUBTRACT, off by default",
        "本院と分院のように、記録が共有されているところは一か所と数えるほうが実情に近いため。",
        [], "CMS OMS (prescribers sharing one tax ID count once); needs the table `institution-groups`");

    /// <inheritdoc/>
    public bool IsOn => settings.On;

    /// <inheritdoc/>
    public bool LacksTable => groups is null;

    /// <inheritdoc/>
    public Phrase Words { get; } = new(
        "本院・分院など、取り込んだ一覧で同じグループの医療機関・薬局は一か所と数えています",
        "institutions of one group of the imported table count as one");

    /// <inheritdoc/>
    public long InstitutionOf(long institution) => groups?.GetValueOrDefault(institution, institution) ?? institution;
}
