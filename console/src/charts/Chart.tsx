/** Draws a bar, line or pie chart. Loaded when the first chart is; ECharts comes with it. */
import { useEffect, useRef } from 'react';
import type { Visual, VisualData } from '../api';
import { usePrefersReducedMotion, useThemeVersion } from '../shell/theme';
import './charts.css';
import { palette, type Colors } from './colors';
import { init, type EChartsType } from './echarts';
import { options } from './options';

interface Props {
  visual: Visual;
  data: VisualData;
  colors: Colors;
}

export default function Chart({ visual, data, colors }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef<() => void>(() => undefined);
  const theme = useThemeVersion();
  const still = usePrefersReducedMotion();

  latest.current = () => {
    const element = box.current;
    const drawn = chart.current;
    if (element === null || drawn === null) return;
    const setting = { palette: palette(element), colors, motion: !still, width: element.clientWidth };
    drawn.setOption(options(visual, data, setting), { replaceMerge: ['series'] });
  };

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    latest.current();
    const watch = new ResizeObserver(() => {
      made.resize();
      latest.current();
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => latest.current(), [visual, data, colors, theme, still]);

  return <div ref={box} className="chart" role="img" aria-label={visual.description} />;
}
