using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Tests.Store;

/// <summary>Invented rows of one month, made from a seed alone: enough to fill every column of every monthly table.</summary>
internal static class RandomRows
{
    public static MonthRows Month(int seed, ClaimMonth month, int receipts, int delivery = 202501, int firstReceipt = 0)
    {
        var random = new Random(seed);
        var claims = new List<ClaimRow>();
        var medications = new List<MedicationRow>();
        var diagnoses = new List<DiagnosisRow>();
        var acts = new List<ActRow>();
        var sources = new List<ReceiptRow>();
        for (var r = 0; r < receipts; r++)
        {
            var person = random.NextInt64(long.MaxValue);
            var receipt = ((long)month.Value << 32) | (uint)(firstReceipt + r);
            var institution = 1_310_000_000L + random.Next(500);
            claims.Add(new ClaimRow(person, receipt, random.Next(1, 7), institution, 0, random.Next(1, 20), 500,
                480, 0, month.Value, delivery));
            sources.Add(new ReceiptRow(person, receipt, month.Value, delivery, delivery, $"{receipt:x32}",
                $"11_{month}.csv", r + 1,
                r + 3, 0, random.Next(), 0, 12, 0, 0));
            var lines = random.Next(5);
            for (var line = 1; line <= lines; line++)
            {
                medications.Add(new MedicationRow(person, receipt, institution, 0, line,
                    620_000_000 + random.Next(900), 1124009, 112,
                    5, 1, 16, random.Next(1, 9_000_000) / 100000.0, 14, (month.Value * 100) + random.Next(1, 28),
                    month.Value, delivery));
                diagnoses.Add(new DiagnosisRow(person, receipt, institution, line, 8_830_000 + random.Next(900),
                    6329, 20240101, 0, 1,
                    month.Value, delivery));
            }

            acts.Add(new ActRow(person, receipt, institution, 112_007_410, 1, month.Value, delivery));
        }

        return new MonthRows(
            month, ClaimColumns.FromRows(claims), MedicationColumns.FromRows(medications), DiagnosisColumns.FromRows(diagnoses),
            ActColumns.FromRows(acts), ReceiptColumns.FromRows(sources));
    }

    public static MonthRows Shuffled(MonthRows rows, int seed)
    {
        var random = new Random(seed);
        return new MonthRows(
            rows.Month, ClaimColumns.FromRows(Shuffle(Rows(rows.Claims), random)),
            MedicationColumns.FromRows(Shuffle(Rows(rows.Medications), random)),
            DiagnosisColumns.FromRows(Shuffle([.. Enumerable.Range(0, rows.Diagnoses.Count).Select(rows.Diagnoses.Row)], random)),
            ActColumns.FromRows(Shuffle([.. Enumerable.Range(0, rows.Acts.Count).Select(rows.Acts.Row)], random)),
            ReceiptColumns.FromRows(Shuffle(Rows(rows.Receipts), random)));
    }

    public static ClaimRow[] Rows(ClaimColumns columns) => [.. Enumerable.Range(0, columns.Count).Select(columns.Row)];

    public static MedicationRow[] Rows(MedicationColumns columns) => [.. Enumerable.Range(0, columns.Count).Select(columns.Row)];

    public static ReceiptRow[] Rows(ReceiptColumns columns) => [.. Enumerable.Range(0, columns.Count).Select(columns.Row)];

    public static PersonColumns Persons(MonthRows rows) => PersonColumns.FromRows(
        [.. Rows(rows.Claims).Select(c => c.Person).Distinct().Select(p => new PersonRow(p, 2, 198001, 202405, 202406, 1, p))]);

    public static EnrolmentColumns Eligibility(MonthRows rows) => EnrolmentColumns.FromRows(
        [.. Rows(rows.Claims).Select(c => c.Person).Distinct().Select(p => new EnrolmentRow(p, 202405, 31, 31, 0, 0))]);

    private static T[] Shuffle<T>(T[] rows, Random random)
    {
        random.Shuffle(rows);
        return rows;
    }
}
