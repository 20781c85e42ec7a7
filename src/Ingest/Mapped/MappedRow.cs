using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>One receipt of a mapped row, before it has a place in a batch.</summary>
internal sealed record MappedReceipt(
    long Id, ClaimKind Kind, long Institution, long Prescriber, ClaimMonth Month, ClaimMonth Billed, int Days, int Points,
    string SearchNumber, int Day)
{
    public int DayMask => Day == 0 ? 0 : 1 << (Day - 1);
}

/// <summary>Fields of a mapped row → a receipt and whose it is.</summary>
internal sealed class MappedRow(Mapping mapping, IngestSettings settings, IPseudonyms pseudonyms)
{
    private const int DigitsOfInstitution = 10;

    public bool TryRead(
        Func<string, string> get, out MappedReceipt? receipt, out Identity? identity, out (string Field, string Code, string Expected) fault)
    {
        receipt = null;
        if (!TryIdentity(get, out identity, out fault))
        {
            return false;
        }

        var kind = MappedFields.KindOf(get("kind"));
        if (kind == ClaimKind.Unknown)
        {
            fault = ("kind", "bad-kind", "1 to 6, a name of a kind, or a value that the mapping translates");
            return false;
        }

        if (!StaffDate.TryRead(get(MappedFields.VisitDate), out var visit))
        {
            fault = (MappedFields.VisitDate, "bad-date", "a date");
            return false;
        }

        var month = visit > 0 ? ClaimMonth.OfDate(visit) : ClaimMonth.None;
        if ((visit == 0 || get(MappedFields.ClaimMonth).Length > 0) && !MappedFields.TryMonth(get(MappedFields.ClaimMonth), out month))
        {
            fault = (MappedFields.ClaimMonth, "bad-month", "a month such as 202404, 2024-04, R6.4");
            return false;
        }

        var billed = month.Plus(1);
        if (get("billed_month").Length > 0 && (!MappedFields.TryMonth(get("billed_month"), out billed) || billed < month))
        {
            fault = ("billed_month", "bad-month", "a month not before the claim month");
            return false;
        }

        if (!TryCount(get("visit_days"), out var days) || !TryCount(get("points"), out var points))
        {
            fault = ("visit_days, points", "bad-number", "a number, 0 or more");
            return false;
        }

        if (get("institution").Length == 0)
        {
            fault = ("institution", "bad-institution", "a code");
            return false;
        }

        days = days == 0 && visit > 0 ? 1 : days;
        var (institution, prescriber) = (InstitutionOf(get("institution")), InstitutionOf(get("prescriber_institution")));
        var number = KanaWidth.FoldNumber(get("search_number"));
        var name = number.Length > 0 && !mapping.Group ? number
            : $"{mapping.Name}|{pseudonyms.KeyOf(identity!).High:x16}|{institution}|{prescriber}|{(int)kind}|{month.Value}|{billed.Value}";
        receipt = new MappedReceipt(
            Surrogate.Of(name), kind, institution, prescriber, month, billed, days, points,
            number.Length > 0 && !mapping.Group ? pseudonyms.TextOf(number) : "", visit % 100);
        return true;
    }

    private bool TryIdentity(Func<string, string> get, out Identity? identity, out (string Field, string Code, string Expected) fault)
    {
        identity = null;
        fault = default;
        var number = KanaWidth.FoldNumber(get("number"));
        if (number.Length == 0)
        {
            fault = ("number", "no-number", "a number or an id of the person");
            return false;
        }

        var birthText = get("birth_date");
        if (!StaffDate.TryRead(birthText, out var birth) && !StaffDate.TryRead(birthText.Split(' ', 'T')[0], out birth))
        {
            // A month of birth is all that many extracts give; its first day stands for it.
            if (!MappedFields.TryMonth(birthText, out var month))
            {
                fault = ("birth_date", "bad-date", "a date or a month");
                return false;
            }

            birth = (month.Value * 100) + 1;
        }

        var sexText = get("sex");
        if (!RosterReader.TrySex(sexText, out var sex))
        {
            fault = ("sex", "bad-sex", "1, 2, 男, 女, or a value that the mapping translates");
            return false;
        }

        var insurer = get("insurer_number");
        var own = insurer.Length > 0 ? insurer : settings.InsurerNumbers.Count > 0 ? settings.InsurerNumbers[0] : mapping.Name;
        identity = new Identity(
            InsurerNumber.Normalise(own), KanaWidth.FoldNumber(get("symbol")), number, IdentityReader.BranchOf(get("branch")),
            get("name"), get("kana"), sex, birth);
        return true;
    }

    /// <summary>Up to ten digits as they are; any other code as a surrogate of its own.</summary>
    private static long InstitutionOf(string text)
    {
        var code = KanaWidth.FoldNumber(text);
        return code.Length == 0 ? 0
            : code.Length <= DigitsOfInstitution && long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
            : Surrogate.Of($"institution|{code}");
    }

    private static bool TryCount(string text, out int count)
    {
        count = 0;
        var digits = KanaWidth.Fold(text).Replace(",", "").Trim();
        return digits.Length == 0 || int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }
}
