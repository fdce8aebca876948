namespace LuthienProxy.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="IsNumber">Whether its values stand to the right, as numbers do; a number is never cut.</param>
/// <param name="IsState">Whether its values are states, which have colours; they are never cut.</param>
/// <param name="Least">How narrow it may become where the others have no room; 0: it does not give way.</param>
/// <param name="KeepsEnd">Whether its values then lose their beginning, for the end tells them apart.</param>
sealed record Column(string Heading, bool IsNumber = false, bool IsState = false, int Least = 0, bool KeepsEnd = false)
{
    /// <summary>What a path keeps: a transaction's id, with which it can be asked for.</summary>
    const int LeastPath = 33;

    const int LeastText = 10;

    /// <summary>A column of numbers, sizes or times.</summary>
    public static Column Number(string heading) => new(heading, IsNumber: true);

    /// <summary>A column of paths, which give way.</summary>
    public static Column Path(string heading) => new(heading, Least: LeastPath, KeepsEnd: true);

    /// <summary>A column of text that gives way.</summary>
    public static Column Yielding(string heading) => new(heading, Least: LeastText);

    /// <summary>A column of states.</summary>
    public static Column State(string heading) => new(heading, IsState: true);

    /// <summary>A column of text.</summary>
    public static implicit operator Column(string heading) => new(heading);
}
