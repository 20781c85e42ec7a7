using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Checks;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest;

/// <summary>One file with the month it arrived in.</summary>
/// <param name="Source">Its bytes.</param>
/// <param name="Folder">Month of <c>incoming/YYYY-MM</c> or of <c>--delivery</c>; none: the latest 請求年月 in the file + 1.</param>
public sealed record DeliveredFile(ByteSource Source, ClaimMonth Folder)
{
    /// <summary>How to read a CSV that follows no published layout; null for files that tell by themselves what they
    /// are.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal, where the caller has it already; else empty.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>What is known before a delivery.</summary>
public sealed record IngestContext
{
    /// <summary>Keyed hashing of the workspace; must be safe to call from several threads.</summary>
    public required IPseudonyms Pseudonyms { get; init; }

    /// <summary>The day of the run; a roster without a date in its name can't be newer.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Told what part of the work begins, so that the caller may time it: Ingest knows no clock.</summary>
    public Action<string>? Stage { get; init; }

    /// <summary>Seconds that pass, for the time that each file took; none is measured without it.</summary>
    public Func<double>? Clock { get; init; }

    /// <summary>Settings.</summary>
    public IngestSettings Settings { get; init; } = new();

    /// <summary>The budget of so many bytes; no setting: only a test asks another one.</summary>
    public Func<long, IMemoryBudget> BudgetOf { get; init; } = bytes => new MemoryBudget(bytes);

    /// <summary>Bytes of a part of a claim file; no setting: only the fuzzer makes parts small,
    /// so that seams lie everywhere.</summary>
    public int BytesOfPart { get; init; } = ReceiptParts.BytesOfPart;

    /// <summary>Identities of earlier deliveries, from the vault.</summary>
    public IReadOnlyList<LinkedIdentity> KnownIdentities { get; init; } = [];

    /// <summary>Pseudonyms that stand for others; <see cref="KnownIdentities"/> are given before,
    /// <see cref="Members"/> after them.</summary>
    public AliasMap Aliases { get; init; } = AliasMap.None;

    /// <summary>Roster members of earlier deliveries, from the vault.</summary>
    public IReadOnlyList<LinkedMember> Members { get; init; } = [];

    /// <summary>Drugs known so far.</summary>
    public DrugList Drugs { get; init; } = DrugList.BuiltIn;

    /// <summary>Editions of the drug master imported so far, which <see cref="Drugs"/> is made of;
    /// none if none was kept.</summary>
    public IReadOnlyList<DrugEdition> DrugEditions { get; init; } = [];

    /// <summary>修飾語.</summary>
    public ModifierList Modifiers { get; init; } = ModifierList.BuiltIn;

    /// <summary>Diseases.</summary>
    public DiseaseList Diseases { get; init; } = DiseaseList.BuiltIn;

    /// <summary>Acts that are stored.</summary>
    public ActList Acts { get; init; } = ActList.BuiltIn;

    /// <summary>SHA-256 of files ingested before, lower-case hexadecimal.</summary>
    public IReadOnlySet<string> KnownFileHashes { get; init; } = new HashSet<string>();

    /// <summary>Claim months that have rows, for lists that name receipts without their month.</summary>
    public IReadOnlyList<ClaimMonth> Months { get; init; } = [];

    /// <summary>What earlier deliveries brought, for comparing.</summary>
    public IReadOnlyList<EarlierDelivery> EarlierDeliveries { get; init; } = [];

    /// <summary>Whether this is the first delivery: then old months get 請求年月 + 1 as their delivery month (decisions
    /// B2).</summary>
    public bool StoreIsEmpty { get; init; }

    /// <summary>Reads the persons so far: once, and late, when claims are done with.</summary>
    public Func<PersonColumns> Persons { get; init; } = () => PersonColumns.Empty;

    /// <summary>First month of the eligibility so far, none if there is none.</summary>
    public ClaimMonth FirstAtRisk { get; init; }
}

/// <summary>What one file gave; the columns of the ingest result (contract 3).</summary>
/// <param name="File">Name.</param>
/// <param name="Kind">MED DPC DEN PHA NUR UKE-C UKE-D UKE-S UKE-Y UKE-H CSV ROSTER MASTER OPTOUT WITHDRAWALS, or EMPTY, UNKNOWN,
/// TEXTINFO.</param>
/// <param name="Encoding">cp932 or utf-8.</param>
/// <param name="Sha256">Lower-case hexadecimal; to be remembered by the ledger.</param>
/// <param name="Delivery">Delivery month.</param>
/// <param name="Tallied">The accounting identity.</param>
public sealed record FileOutcome(
    string File, string Kind, string Encoding, string Sha256, ClaimMonth Delivery, Tallied Tallied)
{
    /// <summary>Seconds of reading, of all threads together; 0 without a clock. Not reproducible, so in no file.</summary>
    public double Seconds { get; init; }

    /// <summary>Receipts accepted (MN, not RE).</summary>
    public int Receipts { get; init; }

    /// <summary>JY rows applied.</summary>
    public int CorrectionsApplied { get; init; }

    /// <summary>Receipts replaced under another 検索番号.</summary>
    public int Superseded { get; init; }

    /// <summary>Receipts delivered again under the same 検索番号.</summary>
    public int Duplicates { get; init; }

    /// <summary>Parts of 総括 receipts.</summary>
    public int Parts { get; init; }

    /// <summary>Receipts that another insurer pays.</summary>
    public int Transferred { get; init; }

    /// <summary>Receipts that this list took back, or that came again after they were taken back.</summary>
    public int Withdrawn { get; init; }

    /// <summary>For people.</summary>
    public IReadOnlyList<Message> Warnings { get; init; } = [];
}

/// <summary>One JY for the audit of the billed and the adjudicated view.</summary>
/// <param name="File">File name.</param>
/// <param name="Note">What the JY says and did.</param>
/// <param name="Receipt">The receipt it belongs to, with both points.</param>
public sealed record AuditedCorrection(string File, CorrectionNote Note, ReceiptRows Receipt);

/// <summary>Everything a delivery changes; nothing has been written yet.</summary>
public sealed record DeliveryResult
{
    /// <summary>By delivery month and name, whatever the order given.</summary>
    public required IReadOnlyList<FileOutcome> Files { get; init; }

    /// <summary>The accounting identity over all files.</summary>
    public required Tallied Total { get; init; }

    /// <summary>For <c>rejects.csv</c>, by file and line.</summary>
    public required IReadOnlyList<Reject> Rejects { get; init; }

    /// <summary>Every JY with the receipt it changed, by file and line.</summary>
    public IReadOnlyList<AuditedCorrection> Corrections { get; init; } = [];

    /// <summary>Touched claim months with their new current rows, ascending; empty where a sink took them.</summary>
    public IReadOnlyList<MonthRows> Months { get; init; } = [];

    /// <summary>Rows for history; empty where a sink took them.</summary>
    public IReadOnlyList<SupersededRows> Superseded { get; init; } = [];

    /// <summary>Medicine lines of the months touched, by ingredient.</summary>
    public IReadOnlyDictionary<int, long> Ingredients { get; init; } = new Dictionary<int, long>();

    /// <summary>Identities to be added to the vault.</summary>
    public required IReadOnlyList<LinkedIdentity> NewIdentities { get; init; }

    /// <summary>ALL members after this delivery; replaces what the vault holds. Unchanged if no roster came.</summary>
    public required IReadOnlyList<LinkedMember> Members { get; init; }

    /// <summary>Newest roster's date yyyymmdd in this delivery, 0 if no roster came.</summary>
    public required int RosterAsOf { get; init; }

    /// <summary>The whole persons table.</summary>
    public required PersonColumns Persons { get; init; }

    /// <summary>The whole eligibility table.</summary>
    public required MonthsAtRisk Eligibility { get; init; }

    /// <summary>Opt-outs of this delivery.</summary>
    public required IReadOnlyList<LinkedOptOut> OptOuts { get; init; }

    /// <summary>Whether an opt-out list came, be it an empty one.</summary>
    public required bool HasOptOutList { get; init; }

    /// <summary>The drug list after this delivery's masters; null if none came.</summary>
    public required DrugList? Drugs { get; init; }

    /// <summary>Editions of the drug master to be kept beside those known.</summary>
    public IReadOnlyList<DrugEdition> NewDrugEditions { get; init; } = [];

    /// <summary>The 修飾語 after this delivery's masters; null if none came.</summary>
    public ModifierList? Modifiers { get; init; }

    /// <summary>The disease list after this delivery's masters; null if none came.</summary>
    public required DiseaseList? Diseases { get; init; }

    /// <summary>The stored acts after this delivery's masters; null if none came.</summary>
    public required ActList? Acts { get; init; }

    /// <summary>How receipts found their persons, by sex.</summary>
    public required IReadOnlyList<LinkQualityRow> LinkQuality { get; init; }

    /// <summary>Pseudonyms that a roster of this delivery shows to be one person; still apart in this result.</summary>
    public IReadOnlyList<PersonMerge> Merges { get; init; } = [];

    /// <summary>Findings.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }
}
