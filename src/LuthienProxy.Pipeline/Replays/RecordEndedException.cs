namespace LuthienProxy.Pipeline.Replays;

/// <summary>The record ends here, and the answer did not: nobody read on.</summary>
sealed class RecordEndedException() : Exception("The record ends before the answer.");
