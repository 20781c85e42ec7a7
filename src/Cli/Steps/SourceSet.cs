using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Files on disk as Ingest reads them; open until disposed.</summary>
internal sealed class SourceSet : IDisposable
{
    private readonly List<SourceFile> _open = [];

    public SourceSet(IReadOnlyList<IncomingFile> files) => Files = [.. files.SelectMany(Sources)];

    public IReadOnlyList<DeliveredFile> Files { get; }

    public void Dispose() => _open.ForEach(s => s.Dispose());

    private IEnumerable<DeliveredFile> Sources(IncomingFile file)
    {
        if (file.IsArchive)
        {
            return ArchiveFile.Read(file.Path)
                .Select(f => new DeliveredFile(new MemoryByteSource(f.Name, f.Bytes), file.Delivery));
        }

        var opened = SourceFile.Open(file.Path);
        _open.Add(opened);
        return [new DeliveredFile(new Bytes(opened), file.Delivery) { Sha256 = file.Sha256 }];
    }

    private sealed class Bytes(SourceFile file) : ByteSource
    {
        public override string Name => file.Name;

        public override long Length => file.Length;

        public override int ReadAt(long offset, Span<byte> target) => file.ReadAt(offset, target);
    }
}
