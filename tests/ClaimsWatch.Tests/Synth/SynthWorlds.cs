using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Synth;

/// <summary>One receipt of an insurer file, split by hand: the positions here are the tests' own.</summary>
internal sealed record FileReceipt(string File, IReadOnlyList<string[]> Rows)
{
    public string SearchNumber => Rows[0][File.Contains("DEN") ? 7 : 6];

    public string Record(int row) => Rows[row][3];

    /// <summary>Rows of a record with a data id, without the prefix: [0] is the record's name.</summary>
    public IEnumerable<string[]> Of(string record, string dataId = "1") =>
        Rows.Where(r => r[3] == record && r[0] == dataId).Select(r => r[3..]);
}

internal static class SynthWorlds
{
    public static readonly ClaimMonth Start = new(202406);

    private static readonly Lazy<(World, IReadOnlyList<SynthFile>, Dictionary<string, string[][]>)> s_small = new(() =>
    {
        var world = World.Create(Settings(1_500, 6) with { Enrich = 100 });
        return (world, AllFiles(world, []), Truth(world, []));
    });

    private static readonly Lazy<List<FileReceipt>> s_smallReceipts = new(() => [.. Receipts(SmallFiles)]);

    public static IReadOnlyList<FileReceipt> SmallReceipts => s_smallReceipts.Value;

    public static IReadOnlyList<SynthFile> SmallFiles => s_small.Value.Item2;

    public static Dictionary<string, string[][]> SmallTruth => s_small.Value.Item3;

    public static SynthSettings Settings(int members, int months, ulong seed = 20261122) => new(members, Start, months, seed);

    public static IReadOnlyList<SynthFile> AllFiles(World world, IReadOnlyList<SynthLetter> letters) =>
        [.. ClaimMonth.Range(world.Settings.FirstDelivery, world.Settings.LastDelivery)
            .SelectMany(d => world.Deliver(d, letters))];

    /// <summary>Truth tables by name, rows without the header.</summary>
    public static Dictionary<string, string[][]> Truth(World world, IReadOnlyList<SynthLetter> letters) =>
        world.Truth(world.Settings.LastDelivery, letters).ToDictionary(
            f => Path.GetFileNameWithoutExtension(f.Path),
            f => Encoding.UTF8.GetString(f.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(l => l.Split(','))
                .ToArray());

    public static IEnumerable<string[]> Persons(World world) => Truth(world, [])["persons"];

    public static IEnumerable<FileReceipt> Receipts(IEnumerable<SynthFile> files) =>
        files.Where(f => f.Path.Contains("RECODEINFO")).SelectMany(Receipts);

    public static IEnumerable<FileReceipt> Receipts(SynthFile file)
    {
        var rows = new List<string[]>();
        foreach (var line in Text(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(',');
            if (fields[3] == "MN" && rows.Count > 0)
            {
                yield return new FileReceipt(file.Path, rows);
                rows = [];
            }

            rows.Add(fields);
        }

        if (rows.Count > 0)
        {
            yield return new FileReceipt(file.Path, rows);
        }
    }

    public static string Text(SynthFile file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            .GetString(file.Bytes);
    }
}
