namespace LuthienProxy.Pipeline.Recording;

/// <summary>What was to be delivered could not be committed first, as <c>journal.mode = before-delivery</c> demands.</summary>
public sealed class JournalUnavailableException : PipelineException
{
    /// <summary>The journal did not commit.</summary>
    public JournalUnavailableException()
        : base("The journal could not commit what was to be delivered.")
    {
    }
}
