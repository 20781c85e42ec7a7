using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;

namespace ClaimsWatch.Benchmarks;

/// <summary>
/// What a straightforward program does with insurer files: every row split by CsvHelper, counts by person and month in
/// dictionaries. No validation, no corrections, no store: a peer for speed.
/// </summary>
internal sealed class NaiveCounts
{
    private const int Tag = 3; // after データ識別, 行番号, 枝番号

    private sealed class Month
    {
        public HashSet<string> Institutions { get; } = new(StringComparer.Ordinal);

        public int Receipts { get; set; }

        public int DrugLines { get; set; }
    }

    private readonly Dictionary<(string Person, string Month), Month> _months = [];

    public int PersonMonths => _months.Count;

    public int Receipts => _months.Values.Sum(m => m.Receipts);

    public int DrugLines => _months.Values.Sum(m => m.DrugLines);

    public static NaiveCounts Of(IReadOnlyList<string> files)
    {
        var counts = new NaiveCounts();
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        foreach (var file in files)
        {
            using var csv = CsvReader.FromText(File.ReadAllText(file, encoding), new CsvReaderOptions { HasHeader = false });
            counts.Read(csv);
        }

        return counts;
    }

    private void Read(CsvReader csv)
    {
        string[] re = [];
        var institution = "";
        Month? present = null;
        while (csv.Read())
        {
            var row = new string[csv.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = csv.GetString(i);
            }

            if (row.Length <= Tag || row[0] != "1")
            {
                continue;
            }

            switch (row[Tag])
            {
                case "IR" or "YK":
                    institution = string.Concat(row.AsSpan(Tag + 1, Math.Min(4, row.Length - Tag - 1)));
                    break;
                case "RE":
                    (re, present) = (row, null);
                    break;
                case "IY" when present is not null:
                    present.DrugLines++;
                    break;
                case "HO" when re.Length > Tag + 7:
                    present = MonthOf($"{row[Tag + 1]}|{row[Tag + 2]}|{row[Tag + 3]}|{re[Tag + 4]}|{re[Tag + 6]}", re[Tag + 3]);
                    present.Receipts++;
                    present.Institutions.Add(institution);
                    break;
                default:
                    break;
            }
        }
    }

    private Month MonthOf(string person, string month)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_months, (person, month), out _);
        return slot ??= new Month();
    }
}
