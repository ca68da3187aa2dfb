import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Queue } from '../../src/delivery/queue.ts';

test('a queue is an array from which is taken at the front', () => {
  const steps = fc.array(fc.constantFrom('push', 'push', 'shift', 'shift', 'drain'), { size: 'large' });
  fc.assert(
    fc.property(steps, (given) => {
      const queue = new Queue<number>();
      let model: number[] = [];
      for (const [index, step] of given.entries()) {
        if (step === 'push') {
          queue.push(index);
          model.push(index);
        } else if (step === 'shift') expect(queue.shift()).toBe(model.shift());
        else {
          expect(queue.drain()).toEqual(model);
          model = [];
        }
        expect([queue.length, queue.first, queue.at(1)]).toEqual([model.length, model[0], model[1]]);
      }
    }),
    { numRuns: 30 },
  );
});
