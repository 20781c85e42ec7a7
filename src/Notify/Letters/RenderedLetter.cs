using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Letters;

/// <summary>One letter as it will be printed. Holds a name and an address: it goes to the printer and nowhere else.</summary>
/// <param name="LetterId">Number printed on it.</param>
/// <param name="Html">The <c>section</c> elements of its pages.</param>
/// <param name="Sentences">Its sentences in order, data masked.</param>
/// <param name="Slots">Data it was filled with.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Warnings">W findings.</param>
public sealed partial record RenderedLetter(
    string LetterId, string Html, IReadOnlyList<string> Sentences, IReadOnlyList<LintSlot> Slots, int Pages,
    IReadOnlyList<LintFinding> Warnings)
{
    /// <summary>SHA-256 of the rendered text, hexadecimal: proves later what was sent without keeping it.</summary>
    public string TextHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Html)));

    /// <summary>Its sentences to look at, each piece of data as 「○○」.</summary>
    public IReadOnlyList<string> SampleText =>
        [.. Sentences.Select(sentence => Data().Replace(sentence, "○○"))];

    [GeneratedRegex("\uFFFC+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Data();

    /// <summary>What the ledger keeps of it.</summary>
    public LetterRecord ToRecord(string round, long person, string templateVersion, DateOnly printedOn) =>
        new(LetterId, round, person, templateVersion, printedOn, TextHash);

    /// <inheritdoc/>
    public override string ToString() => $"letter {LetterId}";
}

/// <summary>What composing gave: a letter, or the findings that stopped it.</summary>
/// <param name="Letter">The letter; null if it may not be rendered.</param>
/// <param name="Findings">B and W findings.</param>
public sealed record ComposedLetter(RenderedLetter? Letter, IReadOnlyList<LintFinding> Findings)
{
    /// <summary>Whether the words were refused; otherwise address, windows or facts were.</summary>
    public bool IsLintRefusal { get; private init; } = true;

    /// <summary>No letter, for a reason that no other words would change.</summary>
    internal static ComposedLetter Stopped(string rule, string why) =>
        new(null, [new LintFinding(rule, LintLevel.Block, 0, "", why)]) { IsLintRefusal = false };
}
