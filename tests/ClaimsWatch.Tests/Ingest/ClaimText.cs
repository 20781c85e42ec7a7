using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>Keyed hashing as tests need it: stable, and nothing of the vault's key.</summary>
internal sealed class TestPseudonyms : IPseudonyms
{
    public IdentityKey KeyOf(Identity identity)
    {
        var h = Hash(
            $"{identity.InsurerNumber}|{identity.Symbol}|{identity.Number}|{identity.Branch}|{identity.Name}|{identity.Kana}|"
                + $"{identity.Sex}|{identity.BirthDate}");
        return new IdentityKey(BitConverter.ToUInt64(h), BitConverter.ToUInt64(h, 8));
    }

    public long PersonOf(string canonicalId) => (long)(BitConverter.ToUInt64(Hash("p" + canonicalId)) >> 1);

    public long HouseholdOf(string insurerNumber, string symbol, string number) =>
        (long)(BitConverter.ToUInt64(Hash($"h{insurerNumber}|{symbol}|{number}")) >> 1);

    public UInt128 TextOf(ReadOnlySpan<byte> text) => SearchKey(Encoding.UTF8.GetString(text));

    public bool KeysReceipts { get; init; } = true;

    public static UInt128 SearchKey(string text) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(Hash("t" + text));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>What a store would say of months at risk.</summary>
internal static class AtRisk
{
    public static ClaimMonth First(this MonthsAtRisk months) =>
        months.Count == 0 ? ClaimMonth.None : new ClaimMonth(months.All().ClaimMonth.ToArray().Min());
}

/// <summary>Hand-made claim rows in the true layouts; positions are written out here again,
/// on purpose not taken from the layouts.</summary>
internal static class ClaimText
{
    public const string Insurer = "39139999";

    public static Encoding Cp932 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    /// <summary>A record with values at positions, padded to a number of columns.</summary>
    public static string Record(string tag, int columns, params (int At, string Value)[] values)
    {
        var fields = Enumerable.Repeat("", columns).ToArray();
        fields[0] = tag;
        foreach (var (at, value) in values)
        {
            fields[at] = value;
        }

        return string.Join(',', fields);
    }

    /// <summary>Numbers rows of one insurer receipt: MN is 2,1,0, the rest 1,n,0 unless the row says its own prefix with a
    /// leading '@'.</summary>
    public static IEnumerable<string> Prefixed(IEnumerable<string> rows)
    {
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            yield return row[0] == '@' ? row[1..] : $"{(number == 1 ? 2 : 1)},{number},0,{row}";
        }
    }

    public static string Mn(string search) => $"MN,{search[^9..]},みなも市,{search},,,";

    public static string Ir(string billed = "202405", string code = "1234567") => $"IR,1,13,1,{code},,みなも医院,{billed},00,";

    public static string Re(string month, string name, int sex, string birth, string kind = "1112", string kana = "") =>
        Record("RE", 38, (1, "1"), (2, kind), (3, month), (4, name), (5, $"{sex}"), (6, birth), (36, kana));

    public static string Ho(string number, int days, int points, string symbol = "１２", string insurer = Insurer) =>
        Record("HO", 15, (1, insurer), (2, symbol), (3, number), (4, $"{days}"), (5, $"{points}"));

    public static string Sn(string branch, string insurer = "") =>
        Record("SN", 9, (1, "1"), (2, "01"), (3, insurer), (6, branch));

    public static string Jd(params int[] days) => Record("JD", 33, [(1, "1"), .. days.Select(d => (d + 1, "1"))]);

    public static string Sy(string code, string started = "20240401", string modifiers = "", bool main = false) =>
        Record("SY", 8, (1, code), (2, started), (3, "1"), (4, modifiers), (6, main ? "01" : ""));

    public static string Si(string section, string code, int points, int times, params int[] days) =>
        Record("SI", 44,
            [(1, section), (2, "1"), (3, code), (5, $"{points}"), (6, $"{times}"), .. days.Select(d => (12 + d, "1"))]);

    public static string Iy(string section, string code, string amount, int times, params (int Day, int Times)[] days) =>
        Record("IY", 44,
            [(1, section), (2, "1"), (3, code), (4, amount), (5, "10"), (6, $"{times}"),
                .. days.Select(d => (12 + d.Day, $"{d.Times}"))]);

    /// <summary>A plain outpatient receipt as an insurer gets it.</summary>
    public static List<string> Outpatient(
        string search, string month, string name, int sex, string birth, string number, string branch, int points = 300,
        int[]? days = null, string billed = "202405", string code = "1234567") =>
    [
        Mn(search), Ir(billed, code), Re(month, name, sex, birth), Ho(number, (days ?? [9]).Length, points),
        Sn(branch), Jd(days ?? [9]),
        Sy("8833421", main: true), Si("12", "112007410", 73, 1, 9), Iy("21", "611170513", "2", 14, (9, 14)),
    ];

    /// <summary>A dispensing receipt as an insurer gets it, prescribed by <paramref name="prescriber"/>.</summary>
    public static List<string> Pharmacy(string search, string month, string name, int sex, string birth, string number,
        string branch, string prescriber = "7654321", string day = "20240410") =>
    [
        Mn(search), "YK,1,13,4,5555555,みなも薬局,202405,00,",
        Record("RE", 42, (1, "1"), (2, "4112"), (3, month), (4, name), (5, $"{sex}"), (6, birth), (9, "13"), (10, "1"),
            (11, prescriber)),
        Record("HO", 14, (1, Insurer), (2, "１２"), (3, number), (4, "2"), (5, "400")), Sn(branch),
        Record("SH", 10, (1, "01"), (2, "1")),
        Record("CZ", 71, (1, "1"), (2, day), (3, day), (4, "1"), (5, "14")),
        Record("CZ", 71, (1, "1"), (2, "20240424"), (3, "20240424"), (4, "2"), (5, "28")),
        Record("IY", 10, (2, "611170513"), (3, "1.5")),
        Record("SH", 10, (1, "02"), (2, "5")),
        Record("CZ", 71, (1, "1"), (2, day), (3, day), (4, "1"), (5, "1")),
        Record("IY", 10, (2, "699999999"), (3, "20")),
    ];

    public static string Search(int n) => $"13150605{n:000000000}";

    public static byte[] Bytes(IEnumerable<string> lines, string newline = "\r\n") =>
        Cp932.GetBytes(string.Concat(lines.Select(l => l + newline)));

    public static byte[] InsurerFile(params IEnumerable<string>[] receipts) => Bytes(receipts.SelectMany(Prefixed));

    public static DeliveredFile File(string name, byte[] bytes, int folder = 202406) =>
        new(new MemoryByteSource(name, bytes), new ClaimMonth(folder));

    public static IngestContext Context() => new()
    {
        Pseudonyms = new TestPseudonyms(),
        Today = new DateOnly(2024, 6, 20),
        Settings = new IngestSettings { InsurerNumbers = [Insurer] },
    };

    public static DeliveryResult Read(IngestContext context, params DeliveredFile[] files) =>
        Delivery.Read(files, context, MonthRows.Empty, 2);

    public static DeliveryResult Read(params DeliveredFile[] files) => Read(Context(), files);

    /// <summary>Reads a second delivery on top of a first.</summary>
    public static DeliveryResult ReadNext(DeliveryResult first, params DeliveredFile[] files) => Delivery.Read(
        files,
        Context() with
        {
            KnownIdentities = first.NewIdentities,
            Members = first.Members,
            Persons = () => first.Persons,
            FirstAtRisk = first.Eligibility.First(),
            KnownFileHashes = first.Files.Select(f => f.Sha256).ToHashSet(),
        },
        month => first.Months.FirstOrDefault(m => m.Month == month) ?? MonthRows.Empty(month),
        1);

    public static List<string> Hanako(int search = 1, string month = "202404", string billed = "202405", int[]? days = null,
        int points = 300) =>
        Outpatient(Search(search), month, "高橋　花子", 2, "19800101", "１２３", "02", points, days, billed);

    public static List<string> Jiro(int search = 2) =>
        Outpatient(Search(search), "202404", "佐藤　次郎", 1, "19700707", "４５６", "01", code: "2345678");
}
