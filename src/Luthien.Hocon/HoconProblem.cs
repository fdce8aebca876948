namespace Luthien.Hocon;

/// <summary>One thing that is wrong with a configuration, and where.</summary>
/// <param name="Origin">The place to look at.</param>
/// <param name="Message">What is wrong and, where it is known, what would be right. Holds no configured values.</param>
public sealed record HoconProblem(HoconOrigin Origin, string Message)
{
    /// <summary><c>file:line:column[, included from …]: message</c>.</summary>
    public override string ToString() => $"{Origin}: {Message}";
}
