using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// Page one shows no medicine, no institution by name and no insured number, in text or in data (letters 4.2 item 12,
/// decisions A8); a text without pages is not checked. The finding names the slot, never its value.
/// </summary>
public sealed partial class PageOnePrivacyRule : ILintRule
{
    // The place a person lives at may be named after a hospital; who sends the letter may be a hospital's insurer.
    private static readonly HashSet<string> MayNamePlaces =
        new(StringComparer.Ordinal) { "addressLine", "name", "senderName", "senderDepartment", "senderAddress" };

    // Numbers that have a place on page one by right.
    private static readonly HashSet<string> MayHoldDigits =
        new(MayNamePlaces, StringComparer.Ordinal) { "letterId", "phone", "postalCode" };

    /// <inheritdoc/>
    public string Name => "page-one-privacy";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        foreach (var line in document.Lines.Where(line => line.Page == 1))
        {
            foreach (var what in Kinds(line.Text, places: true, digits: true))
            {
                yield return new LintFinding(Name, LintLevel.Block, line.Number, line.Text, Texts.NotOnPageOne(what));
            }
        }

        foreach (var slot in document.Slots.Where(slot => slot.Page == 1))
        {
            foreach (var what in Kinds(slot.Value, !MayNamePlaces.Contains(slot.Name), !MayHoldDigits.Contains(slot.Name)))
            {
                yield return new LintFinding(Name, LintLevel.Block, slot.Line, $"{{{{{slot.Name}}}}}", Texts.NotOnPageOne(what));
            }
        }
    }

    private static IEnumerable<string> Kinds(string text, bool places, bool digits)
    {
        if (Medicine().IsMatch(text))
        {
            yield return Texts.WhatMedicine;
        }

        if (places && Institution().IsMatch(text))
        {
            yield return Texts.WhatInstitution;
        }

        if (InsuredNumber().IsMatch(text) || (digits && LongNumber().IsMatch(text)))
        {
            yield return Texts.WhatInsuredNumber;
        }
    }

    [GeneratedRegex(@"[ァ-ヶー]{3,}[^。]{0,6}(錠|カプセル|細粒|散|シロップ|テープ|パップ|軟膏|注)|\d\s*(mg|ｍｇ|㎎|μg)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Medicine();

    // A name in kanji or katakana before the kind of place, or one in hiragana that is not a particle or an ending (近くの薬局,
    // 行った病院).
    [GeneratedRegex(
        @"(?<!調剤|保険|院外|院内|地域|近隣|一般|総合|大学|専門)(?<=[一-龠ァ-ヶー々])(病院|医院|クリニック|診療所|薬局|歯科|内科)" +
        @"|(?<!および|または|など|ほか|だけ|から|まで|より)(?<=[ぁ-ん])(?<![のやにをはもがとでいたるなし])(病院|医院|クリニック|診療所|薬局)" +
        @"|(?<!調剤|保険)薬局[一-龠ぁ-んァ-ヶー]{1,8}店",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Institution();

    [GeneratedRegex(@"(記号|保険者番号|被保険者番号|番号)[\s:：・]*[0-9０-９]{2,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InsuredNumber();

    [GeneratedRegex("[0-9０-９]{6,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LongNumber();
}
