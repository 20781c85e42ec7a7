using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>An insurer's memory without files: deliveries of a synthetic world are read one after the other, as the store and the
/// vault would keep them.</summary>
internal sealed class InsurerYear
{
    private readonly Dictionary<ClaimMonth, MonthRows> _months = [];
    private readonly SortedDictionary<IdentityKey, LinkedIdentity> _identities = [];
    private readonly HashSet<string> _hashes = [];

    public DrugList Drugs { get; private set; } = DrugList.BuiltIn;

    public IReadOnlyList<LinkedMember> Members { get; private set; } = [];

    public PersonColumns Persons { get; private set; } = PersonColumns.Empty;

    public MonthsAtRisk Eligibility { get; private set; } = MonthsAtRisk.None;

    public List<DeliveryResult> Results { get; } = [];

    public IReadOnlyCollection<MonthRows> Months => _months.Values;

    /// <summary>Reads every delivery of a world up to and with one.</summary>
    public static InsurerYear Of(World world, ClaimMonth last, Func<SynthFile, bool>? keep = null)
    {
        var year = new InsurerYear();
        for (var delivery = world.Settings.FirstDelivery; delivery <= last; delivery = delivery.Plus(1))
        {
            year.Receive(delivery, world.Settings.InsurerNumber, [.. world.Deliver(delivery, []).Where(keep ?? (_ => true))]);
        }

        return year;
    }

    /// <summary>A truth table as rows by column name.</summary>
    public static List<Dictionary<string, string>> Truth(IEnumerable<SynthFile> files, string name)
    {
        var lines = Encoding.UTF8.GetString(files.Single(f => f.Path == $"truth/{name}.csv").Bytes)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => header.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }

    private void Receive(ClaimMonth delivery, string insurer, List<SynthFile> files)
    {
        var result = Delivery.Read(
            [.. files.Select(f => new DeliveredFile(new MemoryByteSource(Path.GetFileName(f.Path), f.Bytes), delivery))],
            new IngestContext
            {
                Pseudonyms = new TestPseudonyms(),
                Today = delivery.LastDay,
                Settings = new IngestSettings { InsurerNumbers = [insurer.Trim()] },
                KnownIdentities = [.. _identities.Values],
                Members = Members,
                Drugs = Drugs,
                KnownFileHashes = _hashes,
                StoreIsEmpty = _months.Count == 0,
                Persons = () => Persons,
                FirstAtRisk = Eligibility.First(),
            },
            month => _months.TryGetValue(month, out var rows) ? rows : MonthRows.Empty(month),
            2);
        foreach (var identity in result.NewIdentities)
        {
            _identities[identity.Key] = identity;
        }

        foreach (var month in result.Months)
        {
            _months[month.Month] = month;
        }

        _hashes.UnionWith(result.Files.Select(f => f.Sha256));
        (Members, Persons, Eligibility) = (result.Members, result.Persons, result.Eligibility);
        Drugs = result.Drugs ?? Drugs;
        Results.Add(result);
    }
}
