using System.Text.Encodings.Web;
using System.Text.Json;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Store;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What to make up.</summary>
/// <param name="Members">People.</param>
/// <param name="Months">Claim months.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Start">First claim month.</param>
/// <param name="Enrich">Factor on rising and high courses.</param>
/// <param name="History">Selection months of earlier letter rounds, empty for none.</param>
/// <param name="TrailingDeliveries">Deliveries after the last claim month's own: only late claims, so that the last month
/// matures.</param>
/// <param name="Zip">One ZIP file a delivery instead of its files.</param>
public sealed record SynthRequest(
    int Members, int Months, long Seed, ClaimMonth Start, double Enrich, IReadOnlyList<ClaimMonth> History,
    int TrailingDeliveries, bool Zip);

/// <summary>`synth`: deliveries in the real file formats, their truth, and settings with which `run` works on them.</summary>
public static class SynthStep
{
    /// <summary>Months from selection to posting in an earlier round.</summary>
    private const int SelectionToLetter = 2;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes everything.</summary>
    public static CommandResult Execute(CommandContext context, string folder, SynthRequest request)
    {
        var settings = SettingsOf(request);
        var world = World.Create(settings);
        var (letters, logs) = History(world, request);
        var last = settings.LastDelivery.Plus(request.TrailingDeliveries);
        var (files, bytes) = (0, 0L);
        for (var delivery = settings.FirstDelivery; delivery <= last; delivery = delivery.Plus(1))
        {
            context.Progress($"writing the delivery of {delivery}");
            foreach (var file in Packed(world.Deliver(delivery, letters), delivery, request.Zip))
            {
                Write(folder, file, ref files, ref bytes);
            }
        }

        foreach (var file in world.Truth(last, letters).Concat(logs))
        {
            Write(folder, file, ref files, ref bytes);
        }

        OutputFile.Write(Path.Combine(folder, WorkspacePaths.SettingsFile), Workspace_(request, last, sample: true));
        OutputFile.Write(Path.Combine(folder, "windows.csv"), Windows(last.FirstDay.AddMonths(-2)));
        var json = new
        {
            Schema = "claimswatch.synth/1",
            Folder = Path.GetFullPath(folder),
            request.Members,
            request.Months,
            request.Seed,
            request.Start,
            request.Enrich,
            Files = files,
            Bytes = bytes,
            HistoryLetters = letters.Count(l => l.Letter),
            HistoryHoldout = letters.Count(l => !l.Letter),
        };
        return new CommandResult(
            json,
            [
                new ResultTable(
                    context.Japanese ? "架空の納品" : "synthetic deliveries",
                    context.Japanese ? ["人", "月", "種", "enrich", "ファイル", "バイト", "以前の手紙", "対照"]
                        : ["members", "months", "seed", "enrich", "files", "bytes", "earlier letters", "holdout"],
                    [
                        [
                            $"{request.Members}", $"{request.Months}", $"{request.Seed}", $"{request.Enrich:0.##}",
                            $"{files}", $"{bytes}",
                            $"{json.HistoryLetters}", $"{json.HistoryHoldout}",
                        ],
                    ]),
            ],
            [(context.Japanese ? "次: " : "next: ") + $"claimswatch run -w {folder}"]);
    }

    // Rounds one after the other: nobody is drawn twice.
    private static (IReadOnlyList<SynthLetter> Letters, IReadOnlyList<SynthFile> Logs) History(World world, SynthRequest request)
    {
        List<SynthLetter> letters = [];
        List<SynthFile> logs = [];
        foreach (var month in request.History.Order())
        {
            var round = world.DrawHistory(month, month.Plus(SelectionToLetter), letters);
            letters.AddRange(round.Allocation);
            logs.Add(round.Log);
        }

        return (letters, logs);
    }

    private static IEnumerable<SynthFile> Packed(IEnumerable<SynthFile> delivery, ClaimMonth month, bool zip) => zip
        ? [new SynthFile($"incoming/{month}/delivery.zip",
            ArchiveFile.Write(delivery.Select(f => (Path.GetFileName(f.Path), f.Bytes))))]
        : delivery;

    /// <summary>The synthetic world of a request.</summary>
    public static SynthSettings SettingsOf(SynthRequest request) =>
        new(request.Members, request.Start, request.Months, unchecked((ulong)request.Seed)) { Enrich = request.Enrich };

    /// <summary>claimswatch.json of a synthetic workspace.</summary>
    /// <param name="request">What was made up.</param>
    /// <param name="last">The last delivery, from which the sample's own day follows.</param>
    /// <param name="sample">A sample; otherwise a demo, where printed letters count as posted.</param>
    public static string Workspace_(SynthRequest request, ClaimMonth last, bool sample)
    {
        // Only what differs from the defaults: a newcomer reads this file.
        var text = JsonSerializer.Serialize(
            new
            {
                Insurer = new { Number = SettingsOf(request).InsurerNumber.Trim(), Name = "みなも市国民健康保険（架空）" },
                Sender = Sender.Sample,
                Detect = new { LettersMax = sample ? 20 : 400 },
                PoolId = "synthetic",
                MaxRejectedShare = 0.05,
                Synthetic = new SyntheticSettings
                {
                    Seed = request.Seed,
                    Enrich = request.Enrich,
                    Sample = sample,
                    PostAutomatically = !sample,
                    Today = sample ? $"{last.FirstDay.AddDays(21):yyyy-MM-dd}" : "",
                },
            },
            s_json);
        SettingsFile.Parse(text, WorkspacePaths.SettingsFile);
        return text + "\n";
    }

    /// <summary>Consultation windows of the invented city; nobody answers these numbers.</summary>
    public static string Windows(DateOnly confirmed) => string.Join('\n',
    [
        "kind,name,area,phone,hours,confidentiality,confirmed_by,confirmed_on,expires_on",
        $"保険者,みなも市国保 健康推進課,,0000-00-0001,平日 9時～17時,はい,健康推進課長,{confirmed:yyyy-MM-dd},",
        $"薬局,みなも市薬剤師会 おくすり相談,,0000-00-0002,平日 10時～16時,はい,薬剤師会,{confirmed:yyyy-MM-dd},",
        $"精神保健福祉センター,みなも県 こころの健康センター,,0000-00-0003,平日 9時～16時,はい,センター長,{confirmed:yyyy-MM-dd},",
        "電話相談,みなも いのちの電話（架空）,,0000-00-0004,24時間,いいえ,,,",
        "",
    ]);

    private static void Write(string folder, SynthFile file, ref int files, ref long bytes)
    {
        OutputFile.Write(Path.Combine(folder, file.Path), file.Bytes);
        files++;
        bytes += file.Bytes.Length;
    }
}
