/** A click on a moving dot opens the history of its message. The dot under the pointer is a little larger. */
import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";
import { openMessage } from "@/run";
import { stage } from "./stage";

/** Cards, buttons and labels lie over the dots. */
const ON_TOP = ".react-flow__node, .react-flow__panel, .react-flow__edgelabel-renderer, button";
/** Farther than this between down and up, it was a drag. */
const STILL = 4;

export interface Place {
  x: number;
  y: number;
  zoom: number;
}

/** Handlers for the element around the canvas; `placeOf` says where on the canvas a point of the screen is. */
export function useDotClicks(placeOf: (screen: { x: number; y: number }) => Place) {
  const pressed = useRef<{ message: number; x: number; y: number } | null>(null);
  useEffect(() => () => stage.pointAt(null, null), []);
  return {
    onPointerMove: ({ target, currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
      const over = target instanceof Element && target.closest(ON_TOP) === null;
      stage.pointAt(over ? placeOf({ x: clientX, y: clientY }) : null, currentTarget);
    },
    onPointerLeave: ({ currentTarget }: PointerEvent<HTMLElement>) => stage.pointAt(null, currentTarget),
    // Until the button is up again the dot has moved on.
    onPointerDownCapture: ({ target, clientX, clientY }: PointerEvent<HTMLElement>) => {
      const over = target instanceof Element && target.closest(ON_TOP) === null;
      pressed.current = over && stage.message !== null ? { message: stage.message, x: clientX, y: clientY } : null;
    },
    onClickCapture: (event: MouseEvent<HTMLElement>) => {
      const dot = pressed.current;
      pressed.current = null;
      if (dot === null || Math.hypot(event.clientX - dot.x, event.clientY - dot.y) > STILL) return;
      event.stopPropagation();
      openMessage(dot.message);
    },
  };
}
