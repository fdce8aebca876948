namespace LuthienProxy.LoadTest.Plans;

/// <summary>How the number of streams moves over a run.</summary>
enum ProfileKind
{
    /// <summary>From none to all, evenly, over the whole run: where does it bend?</summary>
    Ramp,

    /// <summary>All of them, after a short rise: what does it cost?</summary>
    Steady,

    /// <summary>A tenth, all of them at once for the middle third, and a tenth again: does it come back?</summary>
    Spike,

    /// <summary>As steady, for long: does anything grow?</summary>
    Soak,
}
