package io.orchestrator.web.ui.svg;

/**
 * How wide a column of the grid is: as it is drawn while all columns fit their room, then narrower.
 * What does not fit at the least width scrolls.
 */
public record GridPitch(int pixels) {
  private static final int ROOM = 450;
  private static final int LEAST = 8;

  public static GridPitch of(int columns) {
    int fitting = ROOM / Math.max(1, columns);
    return new GridPitch(Math.max(LEAST, Math.min(GridSvg.PITCH, fitting)));
  }

  public int left(int column) {
    return column * pixels;
  }

  public int middle(int column) {
    return left(column) + pixels / 2;
  }

  /** Distance of a bar from its column's edges. */
  public double inset() {
    return pixels / 4d;
  }

  public String barWidth() {
    return Glyphs.number(pixels / 2d);
  }

  /** Moves a row's glyphs onto their columns: they shrink as these do, about the row's middle. */
  public String transform() {
    double scale = (double) pixels / GridSvg.PITCH;
    String down = Glyphs.number(GridSvg.MIDDLE * (1 - scale));
    return "translate(0 " + down + ") scale(" + scale + ")";
  }
}
