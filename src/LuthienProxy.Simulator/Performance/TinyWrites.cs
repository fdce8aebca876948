namespace LuthienProxy.Simulator.Performance;

/// <summary>Cuts a step into writes of 1, 2, … 7, 1, 2, … bytes, each flushed.</summary>
static class TinyWrites
{
    public static IEnumerable<Step> Of(byte[] bytes, bool isEvent)
    {
        var size = 0;
        for (var at = 0; at < bytes.Length; at += size)
        {
            size = (size % 7) + 1;
            yield return Step.Verbatim(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), isEvent && at == 0);
            yield return Step.Flush;
        }
    }
}
