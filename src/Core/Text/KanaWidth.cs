using System.Buffers;
using System.Text;

namespace ClaimsWatch.Core.Text;

/// <summary>
/// Width folding for matching 記号, 番号 and names: full-width ASCII to half, half-width kana to full with its voicing marks.
/// </summary>
/// <remarks>
/// The part of Unicode NFKC that claim files need, without ICU (the program runs with invariant globalization). Never print the
/// result: letters use the original.
/// </remarks>
public static class KanaWidth
{
    private const string FullKana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    private static readonly SearchValues<char> s_separators = SearchValues.Create(" -‐‑–—―−ー─");
    private const string Voiceable = "カキクケコサシスセソタチツテトハヒフヘホ";

    /// <summary>Folds widths; also turns the ideographic space into a space.</summary>
    public static string Fold(string text)
    {
        // Most text is folded already: the same string, nothing built.
        if (!text.AsSpan().ContainsAnyInRange('！', 'ﾟ') && !text.Contains('\u3000'))
        {
            return text;
        }

        if (!text.AsSpan().ContainsAnyInRange('｡', 'ﾟ'))
        {
            return string.Create(text.Length, text, static (folded, from) =>
            {
                for (var i = 0; i < folded.Length; i++)
                {
                    folded[i] = Narrow(from[i]);
                }
            });
        }

        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '｡' and <= 'ﾟ')
            {
                AppendKana(result, FullKana[c - '｡']); // half-width kana stand in this order
            }
            else
            {
                result.Append(Narrow(c));
            }
        }

        return result.ToString();
    }

    private static char Narrow(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        '\u3000' => ' ',
        _ => c,
    };

    /// <summary>A 記号 or 番号 for matching: folded, without spaces and any kind of hyphen.</summary>
    public static string FoldNumber(string text)
    {
        var folded = Fold(text);
        if (!folded.AsSpan().ContainsAny(s_separators))
        {
            return folded;
        }

        var result = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (!s_separators.Contains(c))
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>A name for matching: folded, without spaces.</summary>
    public static string FoldName(string text) => Fold(text).Replace(" ", "");

    /// <summary>Digits and capital letters as full-width characters, as claim files write 記号 and 番号.</summary>
    public static string Widen(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(c is > ' ' and <= '~' ? (char)(c - '!' + '！') : c);
        }

        return result.ToString();
    }

    private static void AppendKana(StringBuilder result, char kana)
    {
        if (result.Length > 0 && kana is '゛' or '゜')
        {
            var last = result[^1];
            if (kana == '゛' && (Voiceable.Contains(last) || last == 'ウ'))
            {
                result[^1] = last == 'ウ' ? 'ヴ' : (char)(last + 1);
                return;
            }

            if (kana == '゜' && last is 'ハ' or 'ヒ' or 'フ' or 'ヘ' or 'ホ')
            {
                result[^1] = (char)(last + 2);
                return;
            }
        }

        result.Append(kana);
    }
}
