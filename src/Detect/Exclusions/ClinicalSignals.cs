namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// What claims of the last three months say that keeps a person from a letter; counts, in the tally's column order.
/// </summary>
/// <param name="CancerMedicines">Lines of 薬効 42.</param>
/// <param name="CancerActs">悪性腫瘍特異物質治療管理料.</param>
/// <param name="Narcotics">Lines of 麻薬 taken home.</param>
/// <param name="CancerDiagnoses">C00–C97, not suspected.</param>
/// <param name="DialysisActs">J038.</param>
/// <param name="StayMonths">Months with a stay among t0 and the one before.</param>
/// <param name="HomeCare">Acts of C001 and C002, and receipts of 訪問看護.</param>
/// <param name="PsychotherapyMonths">Months in a row up to t0 with I002 at one and the same institution.</param>
/// <param name="DependenceActs">I006 依存症集団療法.</param>
/// <param name="DependenceDiagnoses">F10–F19 without F17, not suspected.</param>
/// <param name="PregnancyDiagnoses">O00–O99 and Z32–Z39, not suspected.</param>
/// <param name="SelfHarmDiagnoses">T36–T50 and X60–X84, not suspected.</param>
public sealed record ClinicalSignals(
    int CancerMedicines, int CancerActs, int Narcotics, int CancerDiagnoses, int DialysisActs, int StayMonths, int HomeCare,
    int PsychotherapyMonths, int DependenceActs, int DependenceDiagnoses, int PregnancyDiagnoses, int SelfHarmDiagnoses)
{
    /// <summary>Nothing.</summary>
    public static ClinicalSignals None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>From the tally's columns.</summary>
    public static ClinicalSignals Of(ReadOnlySpan<long> c) => new(
        (int)c[0], (int)c[1], (int)c[2], (int)c[3], (int)c[4], (int)c[5], (int)c[6], (int)c[7], (int)c[8], (int)c[9], (int)c[10],
        (int)c[11]);
}
