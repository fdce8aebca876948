namespace LuthienProxy.Benchmarks.Control.Calls;

/// <summary>What became of an answer on its way to the client.</summary>
enum Fate
{
    /// <summary>It arrived as the provider said it.</summary>
    Passed,

    /// <summary>It arrived with other words, or with other arguments.</summary>
    Changed,

    /// <summary>The call, or the text, did not arrive; something else stands there.</summary>
    Blocked,

    /// <summary>What arrived is no answer of the format. That must never be.</summary>
    Broken,
}
