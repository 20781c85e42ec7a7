using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class PanelBuilderTests
{
    private static readonly ClaimMonth Selection = new(202406);

    [Fact]
    public void Claims_in_scope_and_institutions_without_pharmacies_are_counted_and_parts_of_a_receipt_are_one()
    {
        var row = Build(claims:
        [
            Claim(ClaimKind.Outpatient, 11), Claim(ClaimKind.Outpatient, 11), Claim(ClaimKind.Dental, 12),
            Claim(ClaimKind.Dispensing, 13), Claim(ClaimKind.Inpatient, 14),
        ]).Rows(0).Single(r => r.Month.Value == 202405);

        Assert.Equal((3.0, 2.0), (row.Claims, row.Institutions));
    }

    [Fact]
    public void Only_tablets_and_capsules_taken_by_mouth_are_dispensed_quantity()
    {
        var row = Build(medications:
        [
            Line(Route.Oral, 16, 14.5), Line(Route.Oral, 15, 7), Line(Route.Oral, 33, 100), Line(Route.External, 16, 50),
        ]).Rows(0).Single(r => r.Month.Value == 202405);

        Assert.Equal(21.5, row.DispensedQuantity);
    }

    [Fact]
    public void A_month_at_risk_without_a_claim_is_zero_and_a_month_not_at_risk_is_absent()
    {
        var panel = Build(atRisk: m => m == 202404 ? 0 : new ClaimMonth(m).Days);

        Assert.DoesNotContain(panel.Rows(0), r => r.Month.Value == 202404);
        Assert.Equal(0, panel.Rows(0).Single(r => r.Month.Value == 202403).Claims);
    }

    [Fact]
    public void Rows_run_from_the_first_month_of_PRE_to_the_last_of_POST()
    {
        var months = Build().Rows(0).Select(r => r.Month.Value).ToArray();

        Assert.Equal((202401, 202412), (months[0], months[^1]));
        Assert.Equal(12, months.Length);
    }

    [Fact]
    public void The_store_ends_the_panel()
    {
        var panel = Build(lastMonth: 202409);

        Assert.Equal(202409, panel.Rows(0)[^1].Month.Value);
    }

    [Fact]
    public void People_drawn_but_unknown_to_the_store_stay_in_the_panel()
    {
        var panel = Build();

        Assert.Equal(["1", "2"], panel.Episodes.Select(e => e.Person));
        Assert.Empty(panel.Rows(1));
    }

    [Fact]
    public void Returned_and_excluded_letters_are_not_delivered_but_stay_in_their_arm()
    {
        var allocation = Draw() with
        {
            Persons = [.. Enumerable.Range(1, 4).Select(i => new AllocatedPerson(
                i, i, Sex.Male, "8-11", "1x8-11", 0, i == 4 ? Arm.Holdout : Arm.Letter))],
        };
        LetterRecord Letter(int i) => new($"L{i}", "R", i, $"v{i}", new DateOnly(2024, 7, 2), "");

        var round = EvaluatedRound.Of(
            allocation, new Posting("R", new DateOnly(2024, 7, 5)),
            [Letter(1), Letter(2), Letter(4) with { Round = "R+3", LetterId = "L4+3" }],
            [new ExcludedToday("R", 3, Arm.Letter, "X01", "opted-out", new DateOnly(2024, 7, 2))],
            [new Return("L2", new DateOnly(2024, 7, 20), "宛先不明")]);
        var panel = PanelBuilder.Build(Store(202412), [round], AsOf.Now, new PanelBuildSettings());

        Assert.Equal(202407, round.LetterMonth.Value);
        Assert.Equal([true, false, false, false], panel.Episodes.Select(e => e.Delivered));
        Assert.Equal(["v1", "v2", "", ""], panel.Episodes.Select(e => e.Version)); // as printed, whether or not it arrived
        Assert.Equal([Arm.Letter, Arm.Letter, Arm.Letter, Arm.Holdout], panel.Episodes.Select(e => e.Arm));
    }

    private static Panel Build(
        ClaimRow[]? claims = null, MedicationRow[]? medications = null, Func<int, int>? atRisk = null, int lastMonth = 202412) =>
        PanelBuilder.Build(
            Store(lastMonth, claims, medications, atRisk),
            [new EvaluatedRound(Draw(), new ClaimMonth(202407), new HashSet<long>())],
            AsOf.Now, new PanelBuildSettings());

    private static Allocation Draw() => new(
        "R", Selection, "", "", "", new DateOnly(2024, 7, 1), new ClaimMonth(202502),
        [
            new AllocatedPerson(1, 1, Sex.Female, "8-11", "2x8-11", 0, Arm.Letter),
            new AllocatedPerson(2, 2, Sex.Male, "8-11", "1x8-11", 0, Arm.Holdout),
        ]);

    private static ArrayClaimStore Store(
        int lastMonth, ClaimRow[]? claims = null, MedicationRow[]? medications = null, Func<int, int>? atRisk = null)
    {
        var months = ClaimMonth.Range(new ClaimMonth(202310), new ClaimMonth(lastMonth)).ToArray();
        var enrolled = months.Select(m => (m.Value, Days: atRisk is null ? m.Days : atRisk(m.Value))).Where(x => x.Days > 0)
            .Select(x => new EnrolmentRow(1, x.Value, x.Days, new ClaimMonth(x.Value).Days, 0, 0));
        // Somebody else has a claim in every month, so that the store has all of them.
        var others = months.Select(m => new ClaimRow(77, m.Value, 1, 9, 0, 1, 1, 1, 0, m.Value, m.Plus(2).Value));
        return new ArrayClaimStore(
            [new PersonRow(1, 2, 195001, 202310, lastMonth, 1, 1), new PersonRow(77, 1, 195001, 202310, lastMonth, 1, 77)],
            enrolled, others.Concat(claims ?? []), medications ?? []);
    }

    private static ClaimRow Claim(ClaimKind kind, long institution) =>
        new(1, institution * 10, (int)kind, institution, 0, 1, 100, 100, 0, 202405, 202407);

    private static MedicationRow Line(Route route, int unit, double quantity) => new(
        1, 5, 13, 11, 1, 610000001, 1, 1, 0, (int)route, unit, quantity, 7, 20240510, 202405, 202407);
}
