using System.Globalization;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>One receipt of a mapped row, before it has a place in a batch.</summary>
internal sealed record MappedReceipt(
    long Id, ClaimKind Kind, long Institution, long Prescriber, ClaimMonth Month, ClaimMonth Billed, int Days, int Points,
    UInt128? SearchKey, int Day, (int First, int Second, int Third, int Fourth) Public)
{
    public int DayMask => Day == 0 ? 0 : 1 << (Day - 1);
}

/// <summary>Fields of a mapped row → a receipt and whose it is.</summary>
internal sealed class MappedRow(Mapping mapping, IngestSettings settings, IPseudonyms pseudonyms)
{
    private const int DigitsOfInstitution = 10;
    private const long TableStep = 10_000_000;
    private const int MidYear = 7;

    public bool TryRead(
        Func<string, string> get, out MappedReceipt? receipt, out Identity? identity,
        out (string Field, string Code, string Expected) fault)
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
        if ((visit == 0 || get(MappedFields.ClaimMonth).Length > 0)
            && !MappedFields.TryMonth(get(MappedFields.ClaimMonth), out month))
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
        var institution = InstitutionOf(get("institution"), kind);
        var prescriber = InstitutionOf(get("prescriber_institution"), ClaimKind.Outpatient);
        var number = KanaWidth.FoldNumber(get("search_number"));
        (long Id, UInt128? Key) named = number.Length > 0 && !mapping.Group
            ? ReceiptNames.OfSearchNumber(pseudonyms, Encoding.UTF8.GetBytes(number))
            : (ReceiptNames.Of(
                pseudonyms,
                $"{mapping.Name}|{pseudonyms.KeyOf(identity!).High:x16}|{institution}|{prescriber}|"
                    + $"{(int)kind}|{month.Value}|{billed.Value}"), null);
        receipt = new MappedReceipt(
            named.Id, kind, institution, prescriber, month, billed, days, points, named.Key, visit % 100,
            ProgrammesOf(get("public_programmes")));
        return true;
    }

    /// <summary>Where only a year is known, July stands for it: half a year off at most.</summary>
    private static string BirthOf(Func<string, string> get)
    {
        var (date, year, month) = (get("birth_date"), get("birth_year"), get("birth_month_of_year"));
        if (date.Length > 0 || year.Length == 0)
        {
            return date;
        }

        var read = int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return $"{year}-{(read && number is >= 1 and <= 12 ? number : MidYear)}-1";
    }

    private bool TryIdentity(Func<string, string> get, out Identity? identity,
        out (string Field, string Code, string Expected) fault)
    {
        identity = null;
        fault = default;
        var number = KanaWidth.FoldNumber(get("number"));
        if (number.Length == 0)
        {
            fault = ("number", "no-number", "a number or an id of the person");
            return false;
        }

        var birthText = BirthOf(get);
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

    /// <summary>
    /// Ten digits as they are. A shorter code gets the 点数表 of its kind where that is not 医科, and any other text a surrogate with
    /// it: a pharmacy must look like one, or its medicines would seem to have it as their prescriber.
    /// </summary>
    private static long InstitutionOf(string text, ClaimKind kind)
    {
        var code = KanaWidth.FoldNumber(text);
        var table = kind switch
        {
            ClaimKind.Dental => 3,
            ClaimKind.Dispensing => 4,
            ClaimKind.HomeNursing => 6,
            _ => 0,
        } * TableStep;
        if (code.Length <= DigitsOfInstitution
            && long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return digits < TableStep ? digits + table : digits;
        }

        var surrogate = code.Length == 0 ? 0 : Surrogate.Of(Encoding.UTF8.GetBytes($"institution|{code}")) >> 4;
        return code.Length == 0 ? 0 : surrogate - (surrogate / TableStep % 10 * TableStep) + table;
    }

    /// <summary>法別番号, up to four, with anything but digits between them.</summary>
    private static (int First, int Second, int Third, int Fourth) ProgrammesOf(string text)
    {
        Span<int> programmes = [0, 0, 0, 0];
        var at = 0;
        foreach (var word in KanaWidth.Fold(text)
            .Split([' ', ',', '/', ';', '|', '、'], StringSplitOptions.RemoveEmptyEntries).Take(4))
        {
            _ = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out programmes[at++]);
        }

        return (programmes[0], programmes[1], programmes[2], programmes[3]);
    }

    private static bool TryCount(string text, out int count)
    {
        count = 0;
        var digits = KanaWidth.Fold(text).Replace(",", "").Trim();
        return digits.Length == 0 || int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }
}
