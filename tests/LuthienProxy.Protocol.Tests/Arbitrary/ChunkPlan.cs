using FsCheck;
using FsCheck.Fluent;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>How bytes are cut on their way: the sizes of the chunks, over and over.</summary>
sealed record ChunkPlan(IReadOnlyList<int> Sizes)
{
    /// <summary>Every byte by itself.</summary>
    public static ChunkPlan ByteByByte { get; } = new([1]);

    /// <summary>All bytes at once.</summary>
    public static ChunkPlan Whole { get; } = new([int.MaxValue]);

    /// <summary>Any way of cutting; small chunks, so that every border is met.</summary>
    public static Arbitrary<ChunkPlan> Any() =>
        Arb.From(
            Gen.Frequency((3, Gen.Choose(1, 4)), (1, Gen.Choose(1, 40))).ListOf(1, 8).Select(sizes => new ChunkPlan(sizes)),
            plan => Gens.Shorter(plan.Sizes).Where(sizes => sizes.Length > 0).Select(sizes => new ChunkPlan(sizes)));

    /// <summary>The chunks, each in memory of its own, as they come from a socket.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> bytes)
    {
        for (var (at, i) = (0, 0); at < bytes.Length; i++)
        {
            var size = Math.Min(Sizes[i % Sizes.Count], bytes.Length - at);
            yield return bytes.Slice(at, size).ToArray();
            at += size;
        }
    }

    public override string ToString() => $"chunks of {string.Join(", ", Sizes)}";
}
