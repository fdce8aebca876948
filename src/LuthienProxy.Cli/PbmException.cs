namespace LuthienProxy.Cli;

/// <summary>A command ends here; the message is for the person who typed it.</summary>
sealed class PbmException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>See <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
