using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Tests.Cli;

/// <summary>
/// A workspace with two drawn rounds whose deliveries come one by one. The claims of a month come two months later, a few of them
/// later still; two deliveries bring late claims alone; the next one brings three new months and says half of autumn anew.
/// </summary>
internal static class RestatedProgramme
{
    /// <summary>The last delivery before old months are said anew. The POST months of the first round are complete by
    /// then.</summary>
    public static readonly ClaimMonth Before = new(202504);

    /// <summary>A sixth of them, half men, got the letter of round A; as many are its holdout.</summary>
    private const int People = 240;
    private const int Etizolam = 1179025;
    private static readonly ClaimMonth s_first = new(202312);
    private static readonly ClaimMonth s_last = new(202503);
    private static readonly ClaimMonth s_restating = new(202505);

    /// <summary>Makes the workspace as it is after a delivery; <paramref name="last"/> up to 2025-07.</summary>
    public static void Create(string root, ClaimMonth last)
    {
        using var workspace = Workspace.Create(root, seed: 1);
        // So few people that a completeness by the chain ladder would be chance, and all of them near the threshold.
        File.WriteAllText(
            Path.Combine(root, "claimswatch.json"),
            """{ "detect": { "bandStarts": [0, 2], "maturity": { "diagonalsMin": 99 } } }""");
        Apply(workspace, commit =>
        {
            commit.Append(NewEntry.Of(EntryKinds.PastLetters, "", Drawn("A", new(202405)).Concat(Drawn("B", new(202408)))));
            var change = workspace.OpenStore().Change(commit);
            change.ReplacePersons(PersonColumns.FromRows(
                [.. Enumerable.Range(0, People).Select(i =>
                    new PersonRow(PersonOf(i), 1 + (i / 2 % 2), 198001, s_first.Value, s_last.Value, 1, PersonOf(i)))]));
            change.ReplaceEligibility(Enrolments(_ => true));
        });
        for (var delivery = s_first.Plus(2); delivery <= last; delivery = delivery.Plus(1))
        {
            Apply(workspace, commit =>
            {
                var change = workspace.OpenStore().Change(commit);
                foreach (var month in ClaimMonth.Range(s_first, s_last).Where(m => IsTouched(m, delivery)))
                {
                    change.ReplaceMonth(RowsOf(month, delivery), [], delivery);
                }
            });
        }
    }

    /// <summary>A new roster: the first three men with a letter of round A left the insurer at the end of the month before it was
    /// posted.</summary>
    public static void ThreeLeave(string root)
    {
        using var workspace = Workspace.Open(root, write: true);
        long[] left = [PersonOf(0), PersonOf(12), PersonOf(24)];
        Apply(workspace, commit => workspace.OpenStore().Change(commit).ReplaceEligibility(
            Enrolments(row => !left.Contains(row.Person) || row.ClaimMonth < 202407)));
    }

    private static EnrolmentColumns Enrolments(Func<EnrolmentRow, bool> kept) => EnrolmentColumns.FromRows(
    [
        .. from i in Enumerable.Range(0, People)
           from month in ClaimMonth.Range(s_first, s_last)
           let row = new EnrolmentRow(PersonOf(i), month.Value, month.Days, month.Days, 0, 0)
           where kept(row)
           select row,
    ]);

    private static void Apply(Workspace workspace, Action<Commit> fill)
    {
        var commit = workspace.Begin();
        fill(commit);
        commit.Apply(new DateOnly(2025, 7, 20), "r");
    }

    private static IEnumerable<PastLetter> Drawn(string round, ClaimMonth selection) => Enumerable.Range(0, People)
        .Where(i => i % 3 == (round == "A" ? 0 : 1))
        .Select(i => new PastLetter(
            PersonOf(i), round, selection, selection.Plus(2), i % 2 == 0 ? Arm.Letter : Arm.Holdout, "12-15",
            $"{1 + (i / 2 % 2)}x12-15", true));

    // Pseudonyms over the whole range, so that there would be several slabs if there were more rows.
    private static long PersonOf(int i) => (i + 1) * (long.MaxValue / (People + 2));

    private static ClaimMonth OwnDelivery(ClaimMonth month) => month >= new ClaimMonth(202501) ? s_restating : month.Plus(2);

    private static bool IsTouched(ClaimMonth month, ClaimMonth delivery) =>
        delivery == OwnDelivery(month) || delivery == Late(month) || (delivery == s_restating && IsRestated(month));

    private static ClaimMonth Late(ClaimMonth month) =>
        OwnDelivery(month).Plus(month.Value is 202411 or 202412 or 202503 ? 2 : 1);

    private static bool IsRestated(ClaimMonth month) => month.Value is >= 202409 and <= 202412;

    // All that is true of a month after a delivery.
    private static MonthRows RowsOf(ClaimMonth month, ClaimMonth delivery)
    {
        var claims = new List<ClaimRow>();
        var medications = new List<MedicationRow>();
        for (var i = 0; i < People; i++)
        {
            for (var n = 0; n < 6; n++)
            {
                // Of every fifth person the last receipt of the month is a late one.
                var came = n == 5 && i % 5 == 0 ? Late(month) : OwnDelivery(month);
                var anew = delivery >= s_restating && IsRestated(month) && came < s_restating && (i + n) % 2 == 0;
                // Anew: every other of those is taken back, the rest are of another institution.
                if (came <= delivery && n < 3 + ((i + month.Value) % 4) && !(anew && i % 4 == 0))
                {
                    claims.Add(Claim(i, n, month, anew ? s_restating : came, anew));
                }
            }

            if (i % 2 == 0 && month.Value <= 202411)
            {
                medications.Add(Tablets(i, month, OwnDelivery(month)));
            }
        }

        return MonthRows.Empty(month) with
        {
            Claims = ClaimColumns.FromRows(claims),
            Medications = MedicationColumns.FromRows(medications)
        };
    }

    private static long ReceiptOf(int i, int n, ClaimMonth month) => ((long)month.Value << 32) + (i * 10) + n;

    private static ClaimRow Claim(int i, int n, ClaimMonth month, ClaimMonth delivery, bool anew) => new(
        PersonOf(i), ReceiptOf(i, n, month), (int)ClaimKind.Outpatient, 1_310_000_000L + (anew ? 0 : n), 0, 2, 500, 480, 0,
        month.Value, delivery.Value);

    // Thirty days of a sleeping pill on the first of each month, up to November:
    // whether that stopped is seen in the months after POST alone.
    private static MedicationRow Tablets(int i, ClaimMonth month, ClaimMonth delivery) => new(
        PersonOf(i), ReceiptOf(i, 0, month), 1_310_000_000L, 0, 1, 620_000_000, Etizolam, 117, 3, 1, 16, 30, month.Days,
        (month.Value * 100) + 1,
        month.Value, delivery.Value);
}
