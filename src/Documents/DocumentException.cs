namespace ClaimsWatch.Documents;

/// <summary>A document that cannot be read or written as asked; the message says which one, where, and what is wrong.</summary>
/// <param name="document">Name of the template, workbook or other document.</param>
/// <param name="line">Line in it, 1-based; 0 when there is none to name.</param>
/// <param name="problem">What is wrong, as one sentence.</param>
/// <param name="cause">The library's own error, if there was one.</param>
public sealed class DocumentException(string document, int line, string problem, Exception? cause = null)
    : Exception(line > 0 ? $"{document}, line {line}: {problem}" : $"{document}: {problem}", cause)
{
    /// <summary>Name of the document.</summary>
    public string Document { get; } = document;

    /// <summary>Line in it, 1-based; 0 when there is none to name.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong, as one sentence.</summary>
    public string Problem { get; } = problem;
}
