namespace ClaimsWatch.Core.Claims;

/// <summary>Administrative sex as recorded in the claim (男女区分, RE[5]).</summary>
public enum Sex
{
    /// <summary>Not recorded, or records disagree.</summary>
    Unknown = 0,

    /// <summary>男.</summary>
    Male = 1,

    /// <summary>女.</summary>
    Female = 2,
}

/// <summary>What a claim is for: 点数表 with 入院/入院外 (RE[2] レセプト種別).</summary>
public enum ClaimKind
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>医科入院外.</summary>
    Outpatient = 1,

    /// <summary>医科入院.</summary>
    Inpatient = 2,

    /// <summary>DPC.</summary>
    Dpc = 3,

    /// <summary>歯科.</summary>
    Dental = 4,

    /// <summary>調剤.</summary>
    Dispensing = 5,

    /// <summary>訪問看護; points are yen ÷ 10, half up.</summary>
    HomeNursing = 6,
}

/// <summary>Facts about how a claim came to be stored; bits of <c>claims.flags</c>.</summary>
[Flags]
public enum ClaimFlags
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>Bit 0: an old month that arrived in a first delivery; its delivery month is 請求年月 + 1.</summary>
    Backfilled = 1,

    /// <summary>Bit 1: changed by the reviewing body (JY 補正).</summary>
    Corrected = 2,

    /// <summary>Bit 2: one of two receipts of the same key with different days (保険変更, 公費 split).</summary>
    Split = 4,

    /// <summary>Bit 3: 公費単独, no HO record; points are the first KO's.</summary>
    PublicOnly = 8,

    /// <summary>Bit 4: the person could not be linked.</summary>
    Unlinked = 16,

    /// <summary>Bit 5: 月遅れ, billed later than the month after the claim month.</summary>
    Late = 32,
}

/// <summary>What became of a receipt; <c>receipts.status</c>.</summary>
public enum ReceiptStatus
{
    /// <summary>Counted.</summary>
    Live = 0,

    /// <summary>Replaced by a later receipt of the same key or by its own re-claim.</summary>
    Superseded = 1,

    /// <summary>The same receipt (検索番号) again.</summary>
    Duplicate = 2,

    /// <summary>A part of a 総括 receipt, counted in its whole.</summary>
    Part = 3,

    /// <summary>振替: another insurer pays.</summary>
    Transferred = 4,

    /// <summary>Taken back by a 過誤 list.</summary>
    Withdrawn = 5,
}

/// <summary>How a receipt's person was found; <c>persons.linkage</c> holds the best one.</summary>
public enum Linkage
{
    /// <summary>By the roster's own person id.</summary>
    Roster = 1,

    /// <summary>By 保険者番号, 記号, 番号 and 枝番.</summary>
    Branch = 2,

    /// <summary>By number, birth date and sex.</summary>
    BirthAndSex = 3,

    /// <summary>By number, birth date, sex and given name (twins).</summary>
    GivenName = 4,

    /// <summary>Chained across numbers.</summary>
    Chained = 5,

    /// <summary>Not linked: a pseudonym of its own, left out of detection.</summary>
    Unlinked = 9,
}

/// <summary>Why a person stopped being at risk; <c>eligibility.end_reason</c>.</summary>
public enum EndReason
{
    /// <summary>Still insured at the month's end.</summary>
    None = 0,

    /// <summary>資格喪失.</summary>
    Loss = 1,

    /// <summary>死亡.</summary>
    Death = 2,

    /// <summary>転出.</summary>
    Moved = 3,
}

/// <summary>How a medicine is taken; from 剤形 of SH (1,2,6,7→1; 3→2; 5→3; 4→4) or 診療識別.</summary>
public enum Route
{
    /// <summary>Other.</summary>
    Other = 0,

    /// <summary>内服.</summary>
    Oral = 1,

    /// <summary>頓服.</summary>
    AsNeeded = 2,

    /// <summary>外用.</summary>
    External = 3,

    /// <summary>注射.</summary>
    Injection = 4,
}

/// <summary>Fixed-point quantities: k×10⁻⁵ units, so that sums agree whatever their order (decisions B4).</summary>
public static class Quantity
{
    /// <summary>Steps of 10⁻⁵ in one unit.</summary>
    public const long StepsPerUnit = 100_000;

    /// <summary>A quantity in units as whole steps.</summary>
    public static long ToSteps(double units) => (long)Math.Round(units * StepsPerUnit, MidpointRounding.AwayFromZero);

    /// <summary>Whole steps as units.</summary>
    public static double ToUnits(long steps) => steps / (double)StepsPerUnit;
}
