using ClaimsWatch.Store;

namespace ClaimsWatch.Tests.Store;

public sealed class SeenFilesTests : IDisposable
{
    private const string Hash = "00ff";
    private readonly TemporaryFolder _folder = new();
    private readonly Workspace _workspace;

    public SeenFilesTests() => _workspace = Workspace.Create(_folder.File("w"), seed: 1);

    public void Dispose()
    {
        _workspace.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_is_found_while_its_length_and_its_times_are_the_same()
    {
        var file = FileOf("a.csv", 3, TimeSpan.FromHours(1));
        Remember(file);

        Assert.Equal(Hash, Found(file));

        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllBytes(file, new byte[4]);
        File.SetLastWriteTimeUtc(file, written);
        Assert.Null(Found(file));

        File.WriteAllBytes(file, new byte[3]);
        Assert.Null(Found(file));

        File.SetLastWriteTimeUtc(file, written);
        Assert.Equal(Hash, Found(file));
    }

    [Fact]
    public void A_file_that_came_in_the_place_of_another_is_not_taken_for_it()
    {
        var file = FileOf("a.csv", 3, TimeSpan.FromHours(1));
        var other = FileOf("b.csv", 3, TimeSpan.FromHours(1));
        Remember(file);

        Assert.Null(Found(other));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)] // could change once more within the step of a FAT clock
    [InlineData(10, true)]
    public void What_was_written_just_before_the_list_is_hashed_again(int seconds, bool found)
    {
        var file = FileOf("a.csv", 3, TimeSpan.FromSeconds(seconds));
        Remember(file);

        Assert.Equal(found, Found(file) is not null);
    }

    [Fact]
    public void A_list_that_was_altered_or_belongs_to_another_workspace_counts_for_nothing()
    {
        var file = FileOf("a.csv", 3, TimeSpan.FromHours(1));
        Remember(file);
        var whole = File.ReadAllText(List);

        File.WriteAllText(List, whole.Replace(Hash, "11ff", StringComparison.Ordinal));
        Assert.Null(Found(file));
        foreach (var text in new[] { "", "\n", whole[..^1], whole[..20], "claimswatch.seen/1\n" })
        {
            File.WriteAllText(List, text);
            Assert.Null(Found(file));
        }

        using var other = Workspace.Create(_folder.File("other"), seed: 2);
        File.WriteAllText(other.Paths.At(".seen"), whole);
        Assert.Null(SeenFiles.Of(other).Find(new FileInfo(other.Paths.At("incoming/2024-05/a.csv"))));

        File.WriteAllText(List, whole);
        Assert.Equal(Hash, Found(file));
    }

    [Fact]
    public void The_list_holds_what_is_there_now_and_is_written_only_when_that_changes()
    {
        var (a, b) = (FileOf("a.csv", 1, TimeSpan.FromHours(1)), FileOf("b.csv", 2, TimeSpan.FromHours(1)));
        Remember(a, b);
        Remember(b);
        Assert.Null(Found(a));
        Assert.Equal(Hash, Found(b));

        File.SetLastWriteTimeUtc(List, DateTime.UnixEpoch.AddYears(90)); // later than any file
        Remember(b);
        Assert.Equal(2060, File.GetLastWriteTimeUtc(List).Year);
    }

    [Fact]
    public void A_name_that_would_break_the_list_is_left_out()
    {
        var file = FileOf("a\nb.csv", 3, TimeSpan.FromHours(1));
        Remember(file);

        Assert.Null(Found(file));
    }

    private string List => _workspace.Paths.At(".seen");

    private string FileOf(string name, int bytes, TimeSpan age)
    {
        var path = _workspace.Paths.At($"incoming/2024-05/{name}");
        OutputFile.Write(path, new byte[bytes]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
        return path;
    }

    private void Remember(params string[] files)
    {
        var seen = SeenFiles.Of(_workspace);
        foreach (var file in files)
        {
            seen.Add(new FileInfo(file), Hash);
        }

        seen.Save();
    }

    private string? Found(string file) => SeenFiles.Of(_workspace).Find(new FileInfo(file));
}
