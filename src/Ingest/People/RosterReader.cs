using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>A roster as read.</summary>
/// <param name="AsOf">基準日 yyyymmdd: the date in the file's name, else the one assumed.</param>
public sealed record RosterFile(
    IReadOnlyList<RosterMember> Members, int AsOf, FileEncoding Encoding, Tallied Tallied, IReadOnlyList<Reject> Rejects);

/// <summary>Reads the roster (資格ファイル): a full snapshot of members, with those lost.</summary>
public static class RosterReader
{
    private static readonly string[] s_personalSources = ["住基", "本人届", "居所届"];

    /// <summary>Reads a roster; a row that names nobody is rejected.</summary>
    /// <exception cref="UserError">A required column is missing.</exception>
    public static RosterFile Read(ByteSource source, int assumedAsOf, IngestSettings settings)
    {
        var onlyInsurer = settings.InsurerNumbers.Count == 1;
        var columns = RosterColumns.Roster.Select(c => c.Name == "insurer_number" ? c with { Required = !onlyInsurer } : c)
            .ToList();
        var table = MappedCsv.Read(source, columns);
        var defaultInsurer = onlyInsurer ? InsurerNumber.Normalise(settings.InsurerNumbers[0]) : "";
        var members = new List<RosterMember>(table.Records.Count);
        var rejects = new List<Reject>();
        foreach (var record in table.Records)
        {
            var fault = TryMember(table, record, defaultInsurer, out var member);
            if (fault is null)
            {
                members.Add(member!);
            }
            else
            {
                rejects.Add(fault);
            }
        }

        var tallied = new Tallied { RowsIn = table.Records.Count + 1, RowsStored = members.Count, RowsRejected = rejects.Count };
        tallied.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer));
        tallied.Check();
        return new RosterFile(members, AsOfName(source.Name) is var named and > 0 ? named : assumedAsOf, table.Encoding,
            tallied, rejects);
    }

    /// <summary>A date of eight digits in a file name, 0 if there is none.</summary>
    public static int AsOfName(string name)
    {
        for (var i = 0; i + 8 <= name.Length; i++)
        {
            var bounded = (i == 0 || !char.IsAsciiDigit(name[i - 1])) && (i + 8 == name.Length
                || !char.IsAsciiDigit(name[i + 8]));
            if (bounded && int.TryParse(name.AsSpan(i, 8), System.Globalization.NumberStyles.None, null, out var day)
                && JapaneseDate.IsDay(day))
            {
                return day;
            }
        }

        return 0;
    }

    private static Reject? TryMember(CsvTable table, CsvRecord record, string defaultInsurer, out RosterMember? member)
    {
        member = null;
        Reject Bad(string column, string code, string found, string expected) =>
            new(table.File, record.Line, column, code, found, expected);

        string Get(string column) => table.Get(record, column);
        if (!StaffDate.TryRead(Get("birth_date"), out var birthDate) || birthDate == 0)
        {
            return Bad("birth_date 生年月日", "bad-date", FoundText.Masked, "YYYYMMDD, YYYY-MM-DD, R6.4.1");
        }

        if (!StaffDate.TryRead(Get("acquired_on"), out var acquiredOn))
        {
            return Bad("acquired_on 資格取得日", "bad-date", FoundText.ShapeOf(Utf8(Get("acquired_on"))), "a date");
        }

        if (!StaffDate.TryRead(Get("lost_on"), out var lostOn))
        {
            return Bad("lost_on 資格喪失日", "bad-date", FoundText.ShapeOf(Utf8(Get("lost_on"))), "a date or nothing");
        }

        if (!TrySex(Get("sex"), out var sex))
        {
            return Bad("sex 性別", "bad-sex", FoundText.ShapeOf(Utf8(Get("sex"))), "1, 2, 男, 女");
        }

        var number = KanaWidth.FoldNumber(Get("number"));
        var insurer = Get("insurer_number").Length > 0 ? InsurerNumber.Normalise(Get("insurer_number")) : defaultInsurer;
        if (number.Length == 0 || insurer.Length == 0)
        {
            return Bad("number 番号", "no-number", FoundText.Masked, "保険者番号 and 番号");
        }

        var identity = new Identity(
            insurer, KanaWidth.FoldNumber(Get("symbol")), number, IdentityReader.BranchOf(Get("branch")), Get("name"),
                Get("kana"), sex,
            birthDate);
        var addressSource = Get("address_source");
        member = new RosterMember(
            Get("person_id"), identity, acquiredOn, lostOn, EndReasonOf(Get("end_reason"), lostOn), Get("relationship"),
            KanaWidth.FoldNumber(Get("postal_code")), Get("address"), addressSource,
            Get("recipient_is_person").Length > 0 ? IsYes(Get("recipient_is_person")) : s_personalSources.Contains(addressSource),
            IsYes(Get("shielded")), int.TryParse(KanaWidth.FoldNumber(Get("office_branch")), out var office) ? office : 0);
        return null;
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>Reads 男女区分 as staff write it; nothing and 0 are unknown.</summary>
    public static bool TrySex(string text, out Sex sex)
    {
        sex = KanaWidth.Fold(text).Trim().ToUpperInvariant() switch
        {
            "1" or "男" or "男性" or "M" or "MALE" => Sex.Male,
            "2" or "女" or "女性" or "F" or "FEMALE" => Sex.Female,
            _ => Sex.Unknown,
        };
        return sex != Sex.Unknown || text.Trim() is "" or "0";
    }

    private static EndReason EndReasonOf(string text, int lostOn) => KanaWidth.Fold(text).Trim() switch
    {
        "2" or "死亡" or "death" => EndReason.Death,
        "3" or "転出" or "moved" => EndReason.Moved,
        _ => lostOn == 0 ? EndReason.None : EndReason.Loss,
    };

    private static bool IsYes(string text) =>
        KanaWidth.Fold(text).Trim().ToUpperInvariant() is "1" or "有" or "あり" or "はい" or "TRUE" or "YES" or "○";
}
