using System.Text;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// At most 35 % of the characters of running text are kanji (letters 4.3); headings, tables and data are not counted.
/// </summary>
public sealed class KanjiRatioRule : ILintRule
{
    /// <summary>Largest share of kanji.</summary>
    public const double ShareMax = .35;

    /// <summary>Texts shorter than this have no meaningful share, in characters.</summary>
    public const int LengthMin = 100;

    /// <inheritdoc/>
    public string Name => "kanji-ratio";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var text =
            string.Concat(document.Sentences.Where(sentence => sentence.Text.EndsWith('。')).Select(sentence => sentence.Text));
        var runes = text.EnumerateRunes().Where(rune => rune.Value != LintDocument.SlotMark).ToList();
        var kanji = runes.Count(IsKanji);
        if (runes.Count >= LengthMin && kanji > ShareMax * runes.Count)
        {
            yield return new LintFinding(
                Name, LintLevel.Warn, 0, "", Texts.InsteadOfKanji((double)kanji / runes.Count, ShareMax));
        }
    }

    private static bool IsKanji(Rune rune) => rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or '々';
}
