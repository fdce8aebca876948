namespace Luthien.Actors;

enum TimerMode : byte
{
    Single,
    FixedDelay,
    FixedRate,
}
