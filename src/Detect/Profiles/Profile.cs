using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimsWatch.Detect.Profiles;

/// <summary>
/// A programme's own definition as rules with thresholds: its list is everyone for whom any of its rules fires and whose age it
/// takes. Only the part that claims can answer; what it leaves out is said.
/// </summary>
/// <param name="Name">Short name, such as <c>sendai</c>.</param>
/// <param name="NameJa">和名.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Source">Where the definition was read.</param>
/// <param name="LeftOut">What of it is not done here, Japanese; empty if nothing.</param>
/// <param name="Rules">Ids of its rules; any of them puts a person on its list.</param>
/// <param name="Thresholds">Thresholds that differ from the defaults, by setting key such as <c>R06.institutionsMin</c>.</param>
/// <param name="AgeMin">Completed years from which people are on the list.</param>
/// <param name="AgeMax">Completed years up to which.</param>
public sealed record Profile(
    string Name, string NameJa, string NameEn, string Source, string LeftOut, IReadOnlyList<string> Rules,
    IReadOnlyDictionary<string, double> Thresholds, int AgeMin = 0, int AgeMax = 200)
{
    /// <summary>The definition's settings over an office's own.</summary>
    /// <exception cref="Core.Diagnostics.UserError">A threshold that no rule has: a broken profile.</exception>
    public DetectSettings Over(DetectSettings settings) => Thresholds.Aggregate(
        settings, (changed, threshold) => SettingChange.Apply(
            changed, $"rules.{threshold.Key}", threshold.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Whether the list takes people of an age; unknown age only if every age is taken.</summary>
    public bool Takes(int age) => age < 0 ? AgeMin == 0 && AgeMax >= 200 : age >= AgeMin && age <= AgeMax;
}

/// <summary>THE list of profiles, from the settings file inside the program.</summary>
public static class ProfileCatalog
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<IReadOnlyList<Profile>> s_all = new(Read);

    /// <summary>Every profile, by name.</summary>
    public static IReadOnlyList<Profile> All => s_all.Value;

    /// <summary>Every name, in the same order: all that a command line needs,
    /// and a fraction of the time that the profiles take.</summary>
    public static IReadOnlyList<string> Names()
    {
        using var stream = Open();
        using var profiles = JsonDocument.Parse(stream);
        return [.. profiles.RootElement.EnumerateArray().Select(p => p.GetProperty("name").GetString()!)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The profile of that name, or null.</summary>
    public static Profile? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    private static IReadOnlyList<Profile> Read()
    {
        using var stream = Open();
        var profiles = JsonSerializer.Deserialize<List<Profile>>(stream, s_json)
            ?? throw new InvalidOperationException("the embedded profiles are empty");
        return [.. profiles.OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private static Stream Open() =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("ClaimsWatch.Detect.Profiles.profiles.json")
        ?? throw new InvalidOperationException("the embedded profiles are missing");
}
