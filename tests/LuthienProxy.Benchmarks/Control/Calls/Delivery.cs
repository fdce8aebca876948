namespace LuthienProxy.Benchmarks.Control.Calls;

/// <summary>How the provider sends an answer.</summary>
enum Delivery
{
    /// <summary>As one body.</summary>
    Whole,

    /// <summary>Streamed, one UTF-16 unit in each delta: words, escapes and characters are cut wherever they can be.</summary>
    Letters,

    /// <summary>Streamed in deltas of 1 to 7 units, in writes of 1 to 7 bytes.</summary>
    Ragged,
}
