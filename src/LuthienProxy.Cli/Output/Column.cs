namespace LuthienProxy.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="IsNumber">Whether its values stand to the right, as numbers do.</param>
/// <param name="IsState">Whether its values are states, which have colours.</param>
/// <param name="Shrinks">Whether it gives way where the others have no room: its values lose their beginning, for the end tells them apart.</param>
sealed record Column(string Heading, bool IsNumber = false, bool IsState = false, bool Shrinks = false)
{
    /// <summary>A column of numbers, sizes or times.</summary>
    public static Column Number(string heading) => new(heading, IsNumber: true);

    /// <summary>A column of paths.</summary>
    public static Column Path(string heading) => new(heading, Shrinks: true);

    /// <summary>A column of states.</summary>
    public static Column State(string heading) => new(heading, IsState: true);

    /// <summary>A column of text.</summary>
    public static implicit operator Column(string heading) => new(heading);
}
