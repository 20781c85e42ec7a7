using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth.People;

/// <summary>The course of a person's number of receipts a month: what is planted.</summary>
internal enum Course
{
    /// <summary>Low, with the noise of ordinary life.</summary>
    Ordinary,

    /// <summary>One month of many receipts that falls back by itself.</summary>
    Spike,

    /// <summary>Rises by about one receipt a month.</summary>
    SlowRiser,

    /// <summary>Rises by two or three receipts a month.</summary>
    FastRiser,

    /// <summary>High all along, without a medical reason.</summary>
    StableHigh,

    /// <summary>High for a medical reason.</summary>
    MedicalHigh,
}

/// <summary>Why a high number of receipts is what medicine asks for.</summary>
internal enum MedicalReason
{
    /// <summary>No such reason.</summary>
    None,

    /// <summary>人工透析.</summary>
    Dialysis,

    /// <summary>がん.</summary>
    Cancer,

    /// <summary>リハビリテーション.</summary>
    Rehabilitation,
}

/// <summary>A family under one 記号番号, as invented.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Symbol">記号, ASCII digits.</param>
/// <param name="Number">番号, ASCII digits.</param>
/// <param name="LaterNumber">番号 from <paramref name="ChangeMonth"/> on; empty if it never changes.</param>
/// <param name="ChangeMonth">First month of the later number, none if it never changes.</param>
/// <param name="Family">Family name.</param>
/// <param name="Address">Address in みなも市.</param>
/// <param name="LaterAddress">Address after a move inside the city; empty if they stay.</param>
/// <param name="MovedOn">First month of the later address.</param>
/// <param name="PostalCode">000-xxxx, which no place has.</param>
/// <param name="BranchInClaims">Whether claims carry 枝番.</param>
/// <param name="AddressSource">Where the insurer has the address from.</param>
internal sealed record Household(
    int Index, string Symbol, string Number, string LaterNumber, ClaimMonth ChangeMonth, NamePart Family, string Address,
    string LaterAddress, ClaimMonth MovedOn, string PostalCode, bool BranchInClaims, string AddressSource)
{
    /// <summary>番号 in a month.</summary>
    public string NumberIn(ClaimMonth month) => ChangeMonth.IsNone || month < ChangeMonth ? Number : LaterNumber;
}

/// <summary>Insured days, as the roster will tell them.</summary>
/// <param name="AcquiredOn">First insured day.</param>
/// <param name="LostOn">First day not insured, null if still insured.</param>
/// <param name="Reason">Why it ended.</param>
internal sealed record Insurance(DateOnly AcquiredOn, DateOnly? LostOn, EndReason Reason)
{
    /// <summary>First and last insured day of the month in days of the month; last &lt; first if there is none.</summary>
    public (int First, int Last) DaysIn(ClaimMonth month)
    {
        var first = AcquiredOn <= month.FirstDay ? 1 : AcquiredOn <= month.LastDay ? AcquiredOn.Day : month.Days + 1;
        var last = LostOn is not { } lost || lost > month.LastDay ? month.Days : lost <= month.FirstDay ? 0 : lost.Day - 1;
        return (first, last);
    }
}

/// <summary>How a course rises and falls, in receipts a month.</summary>
/// <param name="Course">Which course.</param>
/// <param name="Reason">Medical reason of <see cref="Course.MedicalHigh"/>.</param>
/// <param name="Onset">Month in which it begins to rise, or of the spike.</param>
/// <param name="Base">Level before.</param>
/// <param name="Slope">Receipts more each month.</param>
/// <param name="Plateau">Highest level.</param>
/// <param name="PlateauMonths">Months on the plateau, then it falls by one and a half a month.</param>
internal sealed record CoursePlan(
    Course Course, MedicalReason Reason, ClaimMonth Onset, double Base, double Slope, double Plateau, int PlateauMonths)
{
    /// <summary>An ordinary person.</summary>
    public static CoursePlan Ordinary { get; } = new(Course.Ordinary, MedicalReason.None, ClaimMonth.None, 0, 0, 0, 0);

    /// <summary>Receipts that the course asks for in a month, before noise; 0 leaves it to ordinary life.</summary>
    public double Level(ClaimMonth month)
    {
        if (Course is not (Course.SlowRiser or Course.FastRiser))
        {
            return Course == Course.StableHigh ? Plateau : Course == Course.Spike && month == Onset ? Plateau : 0;
        }

        var since = month.MonthsSince(Onset);
        if (since <= 0)
        {
            return Base;
        }

        var rising = Base + (Slope * since);
        if (rising < Plateau)
        {
            return rising;
        }

        var monthsAtTop = since - ((Plateau - Base) / Slope);
        return monthsAtTop <= PlateauMonths ? Plateau : Math.Max(Base, Plateau - (1.5 * (monthsAtTop - PlateauMonths)));
    }
}

/// <summary>An invented person with everything that does not change from month to month.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Household">Family.</param>
/// <param name="Branch">枝番, 1 and up.</param>
/// <param name="Sex">Sex.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Given">Given name.</param>
/// <param name="Relationship">続柄.</param>
/// <param name="Insurance">Insured days.</param>
/// <param name="Shielded">支援措置.</param>
/// <param name="OptedOutFrom">First month on the opt-out list, none if never.</param>
/// <param name="Frailty">Own level of care, mean 1.</param>
/// <param name="Pollen">Has 花粉症.</param>
/// <param name="Sleepless">Uses benzodiazepine-receptor agonists when a doctor prescribes them.</param>
/// <param name="Course">Planted course.</param>
internal sealed record Person(
    int Index, Household Household, int Branch, Sex Sex, DateOnly BirthDate, NamePart Given, string Relationship,
    Insurance Insurance, bool Shielded, ClaimMonth OptedOutFrom, double Frailty, bool Pollen, bool Sleepless, CoursePlan Course)
{
    /// <summary>The insurer's own id of the person, as in the roster.</summary>
    public string Key => $"P{Index + 1:00000000}";

    /// <summary>Completed years on the last day of a month.</summary>
    public int Age(ClaimMonth month)
    {
        var day = month.LastDay;
        var years = day.Year - BirthDate.Year;
        return (BirthDate.Month, BirthDate.Day).CompareTo((day.Month, day.Day)) > 0 ? years - 1 : years;
    }
}
