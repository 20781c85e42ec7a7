using ClaimsWatch.Cli;
using ClaimsWatch.Store;
using Microsoft.Data.Sqlite;

namespace ClaimsWatch.Tests.Store;

/// <summary>A full disk is called a full disk; a file that is open elsewhere is not.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(unchecked((int)0x80070070), true)] // ERROR_DISK_FULL
    [InlineData(unchecked((int)0x80070027), true)] // ERROR_HANDLE_DISK_FULL
    [InlineData(28, true)] // ENOSPC
    [InlineData(122, true)] // EDQUOT
    [InlineData(unchecked((int)0x80070020), false)] // ERROR_SHARING_VIOLATION: open in Excel
    [InlineData(5, false)] // EIO
    public void It_is_told_by_its_number_wherever_it_lies(int number, bool full)
    {
        var failure = new IOException("…", number);

        Assert.Equal(full, DiskFull.Is(failure));
        Assert.Equal(full, DiskFull.Is(new AggregateException(new InvalidOperationException(), failure)));
        Assert.Equal(full, DiskFull.Is(new InvalidDataException("…", failure)));
    }

    [Fact]
    public void What_the_runtime_says_without_a_number_is_told_by_its_words()
    {
        Assert.True(DiskFull.Is(new IOException("Failed to create 'a' with allocation size '9' because the disk was full.")));
        Assert.False(DiskFull.Is(new IOException("The process cannot access the file 'disk.csv'.")));
    }

    [Fact]
    public void The_ledger_says_it_in_its_own_way()
    {
        Assert.True(DiskFull.Is(new SqliteException("database or disk is full", 13)));
        Assert.False(DiskFull.Is(new SqliteException("database is locked", 5)));
    }

    [Fact]
    public void The_message_names_the_disk_in_both_languages_and_no_other_program()
    {
        var error = DiskFull.Error(new IOException("No space left on device : '/w/store/.staging/spool-1'", 28));

        Assert.Contains("ディスクの空きがありません", error.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("spool-1", error.Where, StringComparison.Ordinal);
        Assert.DoesNotContain("Excel", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_device_without_room_gives_that_message_and_exit_3()
    {
        // Only Linux has a device that is always full; elsewhere the numbers above are what there is to test.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var root = _folder.File("w");
        Workspace.Create(root, seed: 1).Dispose();
        File.WriteAllText(System.IO.Path.Combine(root, WorkspacePaths.SettingsFile), "{}");
        var target = _folder.File("ledger.txt");
        File.CreateSymbolicLink(target + ".new", "/dev/full");
        using var error = new StringWriter();

        var code = App.Run(["ledger", "export", "--out", target, "-w", root], TextWriter.Null, error, _ => null);

        Assert.Equal(3, code);
        Assert.Contains("the disk is full", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Excel", error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }
}
