namespace ClaimsWatch.Ingest.Layouts;

/// <summary>Every claim format the program reads; adding one is one file and one line here.</summary>
public static class LayoutCatalogue
{
    /// <summary>Insurer side first.</summary>
    public static IReadOnlyList<Layout> All { get; } =
    [
        MedLayout.Layout, DpcLayout.Layout, DenLayout.Layout, PhaLayout.Layout, NurLayout.Layout,
        UkeCLayout.Layout, UkeDLayout.Layout, UkeSLayout.Layout, UkeYLayout.Layout, UkeHLayout.Layout,
    ];

    /// <summary>Layout by kind (decisions E1), or null.</summary>
    public static Layout? Find(string kind) => All.FirstOrDefault(layout => layout.Kind == kind);
}
