namespace Luthien.Streams.Tests;

public sealed class PublicSurfaceSpec
{
    [Fact]
    public void The_public_surface_must_be_the_approved_one() => Approved.Match(PublicSurface.Print(typeof(Stage).Assembly), "Luthien.Streams");
}
