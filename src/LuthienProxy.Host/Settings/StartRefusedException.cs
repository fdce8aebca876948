namespace LuthienProxy.Host.Settings;

/// <summary>The gateway refuses to start; each reason is a line for the person who starts it.</summary>
sealed class StartRefusedException : Exception
{
    public StartRefusedException(IReadOnlyList<string> reasons, Exception? inner = null)
        : base(string.Join(System.Environment.NewLine, reasons), inner) => Reasons = reasons;

    public IReadOnlyList<string> Reasons { get; }
}
