namespace Luthien.Hocon;

/// <summary>A configuration could not be read, resolved or accepted. Carries at least one located problem.</summary>
/// <remarks>This is the only exception that any text, however malformed, can cause in this library.</remarks>
public sealed class HoconException : Exception
{
    /// <summary>One problem.</summary>
    public HoconException(HoconOrigin origin, string message)
        : this([new HoconProblem(origin, message)])
    {
    }

    /// <summary>Several problems found by one check.</summary>
    /// <exception cref="ArgumentException"><paramref name="problems"/> is empty.</exception>
    public HoconException(IReadOnlyList<HoconProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        if (problems.Count == 0)
            throw new ArgumentException("An exception needs at least one problem.", nameof(problems));
        Problems = problems;
    }

    /// <summary>Everything found wrong, in the order found; never empty.</summary>
    public IReadOnlyList<HoconProblem> Problems { get; }

    /// <summary>Where the first problem is.</summary>
    public HoconOrigin Origin => Problems[0].Origin;
}
