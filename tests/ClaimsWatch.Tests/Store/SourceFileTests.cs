using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.Tests.Store;

public sealed class SourceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Incoming_files_are_listed_by_month_and_name()
    {
        var paths = new WorkspacePaths(_folder.Path);
        foreach (var name in new[] { "2024-06/a.csv", "2024-05/b.csv", "2024-05/B.csv", "2024-05/~$b.xlsx", "2024-05/.hidden" })
        {
            OutputFile.Write(System.IO.Path.Combine(paths.Incoming, name), new byte[] { 1 });
        }

        Assert.Equal(["incoming/2024-05/B.csv", "incoming/2024-05/b.csv", "incoming/2024-06/a.csv"],
            SourceFile.Incoming(paths).Select(paths.Relative));
    }

    [Fact]
    public void A_file_is_read_from_any_place_and_knows_its_month()
    {
        OutputFile.Write(_folder.File("2024-05/a.csv"), new byte[] { 1, 2, 3, 4 });
        using var file = SourceFile.Open(_folder.File("2024-05/a.csv"));
        var bytes = new byte[3];

        Assert.Equal(2, file.ReadAt(2, bytes));
        Assert.Equal([3, 4, 0], bytes);
        Assert.Equal([1, 2, 3, 4], file.ReadAll());
        Assert.Equal(new ClaimMonth(202405), file.FolderMonth);
    }

    [Fact]
    public void A_missing_file_is_an_error_for_people() =>
        Assert.Equal(ExitCode.Input, Assert.Throws<UserError>(() => SourceFile.Open(_folder.File("none"))).ExitCode);

    [Fact]
    public void A_write_that_fails_leaves_the_old_file()
    {
        OutputFile.Write(_folder.File("x"), new byte[] { 1 });

        Assert.Throws<UserError>(() => OutputFile.Write(_folder.File("x"), _ => throw new IOException("disk full")));

        Assert.Equal([_folder.File("x")], Directory.GetFiles(_folder.Path));
        Assert.Equal([1], File.ReadAllBytes(_folder.File("x")));
    }
}
