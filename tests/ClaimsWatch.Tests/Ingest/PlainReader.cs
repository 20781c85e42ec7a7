using System.Text;
using CsvHelper;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>What the plain reader makes of a receipt.</summary>
/// <param name="Month">yyyymm.</param>
/// <param name="Medicines">(drug, quantity, yyyymmdd of dispensing or 0), sorted.</param>
/// <param name="Diseases">(disease, started on), in file order.</param>
internal sealed record PlainReceipt(
    string Search, int Month, long Institution, int Points, string Name,
    IReadOnlyList<(int Drug, double Quantity, int On)> Medicines,
    IReadOnlyList<(int Disease, int StartedOn)> Diseases);

/// <summary>
/// The slow, obvious reader of insurer files: CsvHelper, strings, a list of lists; positions written out again. Knows 医科 and 調剤
/// receipts without corrections, as synthetic deliveries have most of; the oracle of the fast one.
/// </summary>
internal static class PlainReader
{
    public static List<PlainReceipt> Read(byte[] bytes)
    {
        var receipts = new List<List<string[]>>();
        foreach (var row in Rows(bytes))
        {
            if (row[3] == "MN")
            {
                receipts.Add([]);
            }

            receipts[^1].Add(row);
        }

        return [.. receipts.Where(r => r.TrueForAll(row => row[0] is "1" || row[3] is "MN" or "EX" or "RC")).Select(Receipt)];
    }

    private static IEnumerable<string[]> Rows(byte[] bytes)
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(bytes);
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false });
        while (csv.Read())
        {
            yield return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        }
    }

    private static PlainReceipt Receipt(List<string[]> rows)
    {
        string[] First(string tag) => rows.First(r => r[3] == tag);
        var institution = rows.First(r => r[3] is "IR" or "YK");
        var claims = rows.Where(r => r[0] == "1").ToList();
        return new PlainReceipt(
            First("MN")[3 + 3], int.Parse(First("RE")[3 + 3]),
            long.Parse($"{institution[3 + 2]}{institution[3 + 3]}{institution[3 + 4].PadLeft(7, '0')}"),
            int.Parse(First("HO")[3 + 5]), First("RE")[3 + 4],
            [.. (First("RE")[3 + 2][0] == '4' ? Dispensed(claims) : Given(claims, int.Parse(First("RE")[3 + 3]))).Order()],
            [.. claims.Where(r => r[3] == "SY")
                .Select(r => (int.Parse(r[3 + 1]), r[3 + 2].Length == 0 ? 0 : int.Parse(r[3 + 2])))]);
    }

    // 医科: each IY once, its amount times its 回数, on the first day that it was given.
    private static IEnumerable<(int, double, int)> Given(List<string[]> rows, int month)
    {
        foreach (var row in rows.Where(r => r[3] == "IY"))
        {
            var day = Enumerable.Range(1, 31)
                .FirstOrDefault(d => row.ElementAtOrDefault(3 + 12 + d) is { Length: > 0 } times && int.Parse(times) > 0);
            yield return (int.Parse(row[3 + 3]), decimal.ToDouble(decimal.Parse(row[3 + 4]) * int.Parse(row[3 + 6])),
                day == 0 ? 0 : (month * 100) + day);
        }
    }

    // 調剤: each medicine of a group on each dispensing day of the group, its amount times that day's 調剤数量.
    private static IEnumerable<(int, double, int)> Dispensed(List<string[]> rows)
    {
        var (drugs, days) = (new List<(int, decimal)>(), new List<(int, int)>());
        foreach (var row in rows.Append(["1", "", "", "SH"]))
        {
            switch (row[3])
            {
                case "SH":
                    foreach (var (drug, amount) in drugs)
                    {
                        foreach (var (on, count) in days)
                        {
                            yield return (drug, decimal.ToDouble(amount * count), on);
                        }
                    }

                    drugs.Clear();
                    days.Clear();
                    break;
                case "IY":
                    drugs.Add((int.Parse(row[3 + s_pharmacyDrug.Code]), decimal.Parse(row[3 + s_pharmacyDrug.Amount])));
                    break;
                case "CZ":
                    days.Add((int.Parse(row[3 + s_dispensing.On]), int.Parse(row[3 + s_dispensing.Count])));
                    break;
                default:
                    break;
            }
        }
    }

    private static readonly (int Code, int Amount) s_pharmacyDrug = (2, 3);
    private static readonly (int On, int Count) s_dispensing = (3, 5);
}
