namespace LuthienProxy.LoadTest.Soaking;

/// <summary>Something that is not as it was before.</summary>
/// <param name="What"><c>heap</c>, <c>handles</c>, <c>threads</c>, <c>actors</c>, <c>pages</c> or <c>answers</c>.</param>
/// <param name="Detail">In words for people.</param>
sealed record SoakFinding(string What, string Detail);
