namespace LuthienProxy.LoadTest;

/// <summary>The run cannot be made; the message says why, for people.</summary>
/// <param name="status">What the program ends with.</param>
/// <param name="message">Why.</param>
sealed class LoadException(int status, string message) : Exception(message)
{
    /// <summary>What the program ends with: one of <see cref="ExitStatus"/>.</summary>
    public int Status => status;
}
