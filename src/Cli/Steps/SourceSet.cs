using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Files on disk as Ingest reads them; open until disposed.</summary>
internal sealed class SourceSet : IDisposable
{
    private readonly List<SourceFile> _open = [];

    public SourceSet(IReadOnlyList<IncomingFile> files)
    {
        foreach (var file in files)
        {
            _open.Add(SourceFile.Open(file.Path));
        }

        Files = [.. files.Zip(_open, (file, source) => new DeliveredFile(new Bytes(source), file.Delivery))];
    }

    public IReadOnlyList<DeliveredFile> Files { get; }

    public void Dispose() => _open.ForEach(s => s.Dispose());

    private sealed class Bytes(SourceFile file) : ByteSource
    {
        public override string Name => file.Name;

        public override long Length => file.Length;

        public override int ReadAt(long offset, Span<byte> target) => file.ReadAt(offset, target);
    }
}
